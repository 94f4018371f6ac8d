import { storesOf } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { Day } from '#platform/dates.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { ExportText } from './export-format.ts'
import type { ExportFormat } from './export-format.ts'
import { listJournalsFrom } from './queries.ts'

const portion = 1000

/**
 * An organisation's journals as a file for hledger or beancount, in the order of their days, read in portions while
 * it is sent. Without a first day, balances of those programs are ours; with one they are the changes since.
 */
export async function* exportJournals(
  ctx: Context,
  organisationId: OrganisationId,
  { format, from, to }: { format: ExportFormat; from?: Day | undefined; to?: Day | undefined },
): AsyncGenerator<string> {
  const text = new ExportText(format)
  yield text.head()
  let after: readonly [Day, string] | undefined
  for (;;) {
    const rows = await listJournalsFrom(
      reader(ctx),
      { organisationId, storeIds: null, from, to },
      after,
      portion,
    )
    const stores = await storesOf(
      ctx,
      rows.flatMap(({ store_id }) => store_id ?? []),
    )
    yield text.journals(rows, new Map([...stores].map(([id, { code }]) => [id, code])))
    const last = rows.at(-1)
    if (!last || rows.length < portion) return
    after = [last.booked_on, last.id]
  }
}
