import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import { defineError } from '#platform/errors.ts'
import { auditedOrganisation, searchOf } from './list-audit.ts'
import { countAuditRows, listAuditRows } from './queries.ts'
import type { AuditEntryView, AuditFilter } from './schemas.ts'
import { mostDownloaded } from './schemas.ts'
import { auditViews } from './views.ts'

export const tooManyRows = defineError(
  'too_many_rows',
  409,
  (most: number) => `More than ${most} entries fit. Narrow the period, or filter further.`,
)
const batch = 1000
const columns = [
  'at',
  'actorKind',
  'actorId',
  'actorName',
  'action',
  'entity',
  'entityId',
  'via',
  'requestId',
  'ip',
  'before',
  'after',
]

/**
 * All entries that fit as lines of CSV, read in batches while they are sent. Refused before the first line where they
 * are too many: a file that somebody keeps is whole.
 * @throws tooManyRows
 */
export async function downloadAudit(ctx: Context, filter: AuditFilter): Promise<AsyncGenerator<string>> {
  const organisationId = auditedOrganisation(ctx)
  const found = await searchOf(ctx, organisationId, filter)
  // What is written meanwhile is of the next file.
  const search = { ...found, to: found.to ?? ctx.clock.now() }
  const db = reader(ctx)
  if ((await countAuditRows(db, search, mostDownloaded + 1)) > mostDownloaded)
    throw tooManyRows(mostDownloaded)
  return lines()

  async function* lines(): AsyncGenerator<string> {
    // Spreadsheets read UTF-8 only where it says so.
    yield `\uFEFF${columns.join(',')}\r\n`
    let after: readonly [string, string] | undefined
    for (;;) {
      const rows = await listAuditRows(db, search, { after, limit: batch })
      const last = rows.at(-1)
      if (!last) return
      yield (await auditViews(ctx, organisationId, rows)).map(lineOf).join('')
      if (rows.length < batch) return
      after = [last.at, last.id]
    }
  }
}

function lineOf({ actor, before, after, ...entry }: AuditEntryView): string {
  const cells = [
    entry.at,
    actor.kind,
    actor.id,
    actor.name ?? '',
    entry.action,
    entry.entity,
    entry.entityId,
    entry.via,
    entry.requestId,
    entry.ip ?? '',
    before === null ? '' : JSON.stringify(before),
    after === null ? '' : JSON.stringify(after),
  ]
  return `${cells.map(cellOf).join(',')}\r\n`
}

/** Quoted where it must be; what a spreadsheet would compute is text. */
function cellOf(value: string): string {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
