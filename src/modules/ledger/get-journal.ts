import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { JournalId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { readableBooks } from './access.ts'
import { journalNotFound } from './errors.ts'
import { findJournal } from './queries.ts'
import type { JournalView } from './schemas.ts'
import { journalViews } from './views.ts'

/** One journal of the caller's books. @throws journalNotFound */
export async function getJournal(
  ctx: Context,
  publicJournalId: string,
): Promise<z.input<typeof JournalView>> {
  const { organisationId, storeIds } = readableBooks(ctx)
  const id: JournalId | undefined = parsePublicId('jrn', publicJournalId)
  const row = id && (await findJournal(reader(ctx), id))
  if (!row || row.organisation_id !== organisationId) throw journalNotFound()
  if (storeIds !== null && (row.store_id === null || !storeIds.includes(row.store_id)))
    throw journalNotFound()
  const [view] = await journalViews(ctx, [row])
  return view as z.input<typeof JournalView>
}
