import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Mode } from '#platform/auth.ts'
import { contactHashText } from '#modules/identity/index.ts'
import { decrypt } from '#platform/secrets.ts'
import type { Check } from './check.ts'
import { Tally, portions } from './check.ts'

type Row = {
  bucket: number
  id: string
  purchaser_id: string
  kind: 'email' | 'phone'
  hash: Buffer
  sealed: Buffer
  data_key: Buffer
  mode: Mode
}

export const contacts: Check = {
  name: 'contacts',
  rule: 'every contact opens with the key of its person, and is found by the hash beside it',
  async look(db, ctx) {
    const tally = new Tally()
    const question = portions(
      db,
      (
        after,
      ) => sql<Row>`select c.*, p.data_key, p.mode from (select * from purchaser_contacts where ${after}) c
        join purchasers p on p.bucket = c.bucket and p.id = c.purchaser_id and p.data_key is not null
        where c.kind in ('email', 'phone') order by c.bucket, c.id`,
    )
    for await (const rows of question) for (const row of rows) tally.see(faultOf(ctx, row))
    return tally
  },
}

function faultOf(ctx: Context, row: Row): string | undefined {
  try {
    const value = decrypt(ctx.secrets.open(row.data_key, row.purchaser_id), row.sealed, 'contact').toString()
    const hash = ctx.secrets.keyedHash('contact', contactHashText(row.mode, { kind: row.kind, value }))
    return hash.equals(row.hash) ? undefined : `contact ${row.id} of ${row.purchaser_id}: another hash`
  } catch {
    return `contact ${row.id} of ${row.purchaser_id} does not open`
  }
}
