import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { actorName } from '#platform/auth.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { insertRows } from '#platform/db.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import { bookRows } from './book-rows.ts'
import { compareRows, movementKey } from './compare-rows.ts'
import type { Compared } from './compare-rows.ts'
import { fileUnreadable } from './errors.ts'
import type { PaymentsOfDay, Provider } from './known-payments.ts'
import { addProviderFile, earlierRows, findProviderFile, lockProvider } from './provider-queries.ts'
import type { FileProblem, ProviderFile, ProviderFileRow } from './read-files/rows.ts'
import type { ComparedRow, ProviderFileRecord } from './rows.ts'

export type ReadFile = {
  organisationId: OrganisationId
  provider: Provider
  name: string
  bytes: Buffer
}
export type FileReader = (bytes: Buffer) => ProviderFile
export type FileRead = { file: ProviderFileRecord; replayed: boolean; problems: FileProblem[] }

/**
 * Reads a provider's file: compares each row with what we know, posts fees and payouts once, and keeps what differs
 * for somebody to look at. The same file again changes nothing.
 * @throws fileUnreadable
 */
export async function readProviderFile(
  ctx: Context,
  { organisationId, provider, name, bytes }: ReadFile,
  reader: FileReader,
  paymentsOfDay: PaymentsOfDay,
): Promise<FileRead> {
  const { rows, problems } = reader(bytes)
  const broken = problems.find(({ row }) => row === 0)
  if (broken) throw fileUnreadable(broken.message)
  const contentHash = createHash('sha256').update(bytes).digest()
  return inTransaction(ctx, async (tx) => {
    await lockProvider(tx, organisationId, provider)
    const earlier = await findProviderFile(tx, organisationId, provider, contentHash)
    if (earlier) return { file: earlier, replayed: true, problems }
    const inTx = { ...ctx, tx }
    const id = newId<'pvf'>(bucketOf(organisationId))
    const compared = await compareWithKnown(tx, inTx, organisationId, provider, rows, paymentsOfDay)
    const placed = await bookRows(tx, inTx, { id, organisationId, provider }, compared)
    const kept = placed.map(({ row, outcome, known, books, storeId }): ComparedRow => ({
      file_id: id,
      n: row.n,
      kind: row.kind,
      provider_ref: row.providerRef,
      our_ref: row.ourRef,
      currency: row.currency,
      amount: row.amount,
      fee: row.fee,
      occurred_at: row.occurredAt,
      outcome,
      store_id: storeId,
      known_amount: known ? known.amount : null,
      booked: books,
    }))
    const matched = kept.filter(({ outcome }) => outcome === 'matched').length
    const file: ProviderFileRecord = {
      id,
      organisation_id: organisationId,
      provider,
      name,
      rows: rows.length,
      matched,
      different: kept.length - matched,
      read_at: ctx.clock.now(),
    }
    const { kind, id: actorId } = actorName(ctx.actor)
    await addProviderFile(tx, file, contentHash, `${kind} ${actorId}`)
    await insertRows(tx, 'provider_file_rows', kept)
    await audit(tx, ctx, {
      bucket: bucketOf(organisationId),
      organisationId,
      entity: 'provider_file',
      entityId: id,
      after: { provider, rows: file.rows, matched, different: file.different },
    })
    return { file, replayed: false, problems }
  })
}

async function compareWithKnown(
  tx: Tx,
  ctx: Context,
  organisationId: OrganisationId,
  provider: Provider,
  rows: readonly ProviderFileRow[],
  paymentsOfDay: PaymentsOfDay,
): Promise<Compared[]> {
  const moves = rows.filter(({ kind }) => kind === 'payment' || kind === 'refund')
  const instants = moves.map(({ occurredAt }) => Temporal.Instant.from(occurredAt).epochMilliseconds)
  const refs = [...new Set(moves.flatMap(({ providerRef, ourRef }) => [providerRef, ourRef ?? providerRef]))]
  const known =
    moves.length === 0
      ? []
      : await paymentsOfDay(ctx, {
          organisationId,
          provider,
          refs,
          from: instantOf(smallest(instants)),
          to: instantOf(-smallest(instants.map((at) => -at))),
        })
  const asked = [...new Set([...rows.map((row) => row.providerRef), ...known.flatMap((one) => one.refs)])]
  const earlier = await earlierRows(tx, organisationId, provider, asked)
  const found = earlier.filter(({ outcome }) => outcome !== 'missing_in_file')
  const compared = compareRows(
    rows,
    known,
    new Set(
      earlier
        .filter(({ booked }) => booked)
        .map((row) => movementKey({ kind: row.kind, providerRef: row.provider_ref })),
    ),
    new Set(found.flatMap((row) => [row.provider_ref, row.our_ref ?? row.provider_ref])),
  )
  await healMissing(tx, ctx, organisationId, provider, compared)
  // One that was missing before, and still is, stands in the list already.
  const told = new Set(
    earlier.filter(({ outcome }) => outcome === 'missing_in_file').map((row) => row.provider_ref),
  )
  return compared.filter(({ outcome, row }) => outcome !== 'missing_in_file' || !told.has(row.providerRef))
}

/** What a file lacked and a later one has is settled by that. */
async function healMissing(
  tx: Tx,
  ctx: Context,
  organisationId: OrganisationId,
  provider: Provider,
  compared: readonly Compared[],
): Promise<void> {
  const refs = compared.flatMap(({ known, outcome }) =>
    outcome === 'missing_in_file' ? [] : (known?.refs ?? []),
  )
  await sql`update provider_file_rows r set resolved_at = ${ctx.clock.now()}, resolved_by = 'system', resolution = 'It stands in a later file.'
    from provider_files f where f.id = r.file_id and f.organisation_id = ${organisationId} and f.provider = ${provider}
      and r.outcome = 'missing_in_file' and r.resolved_at is null and r.provider_ref = any(${refs}::text[])`.execute(
    tx,
  )
}

/** Of any number of values: spreading them into `Math.min` would exhaust the stack. */
function smallest(values: readonly number[]): number {
  return values.reduce((least, value) => (value < least ? value : least), Number.POSITIVE_INFINITY)
}

function instantOf(epochMilliseconds: number): InstantText {
  return Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toString({ fractionalSecondDigits: 3 })
}
