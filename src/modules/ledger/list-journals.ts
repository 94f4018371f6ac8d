import type { z } from 'zod'
import { actingStoreIds } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import { invalidField } from '#platform/errors.ts'
import { parsePublicId } from '#platform/ids.ts'
import { dayKey, page, readCursor } from '#platform/paging.ts'
import { readableBooks } from './access.ts'
import { listJournalRows } from './queries.ts'
import type { JournalPage, JournalQuery } from './schemas.ts'
import { journalViews } from './views.ts'

/** Journals of the caller's organisation, or of the stores they act for, the newest day first. */
export async function listJournals(
  ctx: Context,
  { cursor, limit, storeCode, subject, ...filter }: z.output<typeof JournalQuery>,
): Promise<z.input<typeof JournalPage>> {
  const books = readableBooks(ctx)
  const storeIds = storeCode === undefined ? books.storeIds : await actingStoreIds(ctx, storeCode)
  const rows = await listJournalRows(
    reader(ctx),
    { ...books, ...filter, storeIds, subjectId: subjectIdOf(subject) },
    { after: readCursor(cursor, dayKey), limit: limit + 1 },
  )
  const { rows: kept, nextCursor } = page(rows, limit, (row) => [row.booked_on, row.id])
  return { items: await journalViews(ctx, kept), nextCursor }
}

/** A journal's subject can be of any kind, so any prefix is taken. */
function subjectIdOf(subject: string | undefined): string | undefined {
  if (subject === undefined) return undefined
  const id = parsePublicId(subject.slice(0, 3), subject)
  if (id === undefined) throw invalidField('subject', 'invalid_id', 'must be an id such as stl_01jd…')
  return id
}
