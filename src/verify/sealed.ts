import { sealedRows } from '#platform/sealed-places.ts'
import { sealedPlaces } from '#src/sealed-places.ts'
import type { Check } from './check.ts'
import { Tally } from './check.ts'

export const sealed: Check = {
  name: 'sealed values',
  rule: 'everything that is sealed opens with the keys of this installation',
  async look(db, ctx) {
    const tally = new Tally()
    for (const place of sealedPlaces)
      for await (const rows of sealedRows(db, place))
        for (const { key, sealed } of rows) {
          try {
            ctx.secrets.open(sealed, place.context(key))
            tally.see(undefined)
          } catch {
            tally.see(`${place.table}.${place.column} of ${idOf(key)} does not open`)
          }
        }
    return tally
  },
}

/** The primary key without its bucket: most have one id. */
function idOf({ bucket: _bucket, ...rest }: Record<string, unknown>): string {
  return Object.values(rest).map(String).join(' ')
}
