import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { parseNumber } from '#platform/codes.ts'
import type { Check } from './check.ts'
import { Tally, portions } from './check.ts'

type Numbered = { bucket: number; id: string; number: string }

/** Numbers that people read out: each leads to its row by the bucket that stands in it. */
const numbered: readonly [string, (after: RawBuilder<unknown>) => RawBuilder<Numbered>][] = [
  [
    'warranty number',
    (after) => sql<Numbered>`select bucket, id, number from contracts where ${after} order by bucket, id`,
  ],
  [
    'reception number',
    (after) =>
      sql<Numbered>`select bucket, id, reception_number as number from claims where ${after} order by bucket, id`,
  ],
  [
    'member code',
    (after) =>
      sql<Numbered>`select bucket, id, member_code as number from purchasers where ${after} order by bucket, id`,
  ],
]

export const numbers: Check = {
  name: 'numbers',
  rule: 'warranty numbers, reception numbers and member codes have the right check symbol and bucket',
  async look(db) {
    const tally = new Tally()
    for (const [what, question] of numbered)
      for await (const rows of portions(db, question))
        for (const { bucket, id, number } of rows) {
          const parsed = parseNumber(number)
          if (!parsed || parsed.number !== number)
            tally.see(`${what} ${number} of ${id}: its check symbol is wrong`)
          else tally.see(parsed.bucket === bucket ? undefined : `${what} ${number} of ${id}: another bucket`)
        }
    return tally
  },
}
