import type { ItemRow } from '#modules/catalog/index.ts'
import {
  endReturnedContracts,
  endRevisedContracts,
  issueContracts,
  listContractsOfPurchases,
} from '#modules/contracts/index.ts'
import type { ContractRow } from '#modules/contracts/index.ts'
import type { NewBuyer, ResolvedBuyer, Store } from '#modules/identity/index.ts'
import {
  buyerHash,
  dataKeysOf,
  keepNewBuyers,
  organisationNow,
  resolveBuyers,
} from '#modules/identity/index.ts'
import type { Outcome, PurchaseInput, Recorded, Recording, Report } from '#modules/purchases/index.ts'
import { openWave, reportOf } from '#modules/purchases/index.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { Problem } from '#platform/errors.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import { encrypt } from '#platform/secrets.ts'

/** A report that came in, for a store that the caller may act for, with the caller: audit rows name each its own. */
export type Sale = { store: Store; input: PurchaseInput; by: Caller }
export type Caller = Pick<Context, 'actor' | 'origin'>
export type SaleRecord = Recorded & { store: Store; contracts: ContractRow[] }
export type SaleOutcome = { sale: SaleRecord } | { problem: Problem }

type Checked = { index: number; sale: Sale; report: Report }
type Ready = { index: number; recording: Recording; created: NewBuyer | null }

/**
 * Records sales, returns and voids with their contracts in the caller's transaction: the one way in for the single
 * route, the batch and the import. A refused report leaves nothing behind and does not disturb the others.
 *
 * Locks are taken in one order by everybody: contacts, purchase keys, originals, catalogue, rows; each kind sorted.
 * @param joined rows that the caller inserts together with its own, and items that this transaction has read
 */
export async function recordPurchases(
  tx: Tx,
  ctx: Context,
  sales: readonly Sale[],
  joined?: { rows: Rows; items: ReadonlyMap<string, ItemRow> },
): Promise<SaleOutcome[]> {
  const outcomes: SaleOutcome[] = []
  const checked: Checked[] = []
  for (const [index, sale] of sales.entries()) {
    const report = reportOf(sale.input, sale.store, await organisationNow(ctx, sale.store.organisationId))
    if (report instanceof Problem) outcomes[index] = { problem: report }
    else checked.push({ index, sale, report })
  }
  const buyers = await findBuyers(tx, ctx, checked)
  const dataKeys = await dataKeysFor(tx, ctx, checked, buyers)
  const ready: Ready[] = []
  for (const [i, item] of checked.entries()) {
    const buyer = buyers[i] ?? null
    ready.push({
      index: item.index,
      recording: recordingOf(ctx, item, buyer, dataKeys),
      created: buyer && 'created' in buyer ? buyer.created : null,
    })
  }
  const rows = joined?.rows ?? new Rows()
  const waves = wavesOf(ready)
  for (const [i, wave] of waves.entries()) {
    for (const [j, outcome] of (await recordOneWave(tx, ctx, rows, wave, joined?.items)).entries())
      outcomes[(wave[j] as Ready).index] = outcome
    // A later wave reads what this one wrote.
    if (i < waves.length - 1) await rows.insert(tx)
  }
  await settleNewBuyers(tx, ctx, rows, ready, outcomes)
  if (!joined) await rows.insert(tx)
  return outcomes
}

/** The buyer of each report; null is nobody. */
async function findBuyers(
  tx: Tx,
  ctx: Context,
  checked: readonly Checked[],
): Promise<(ResolvedBuyer | null)[]> {
  const named = checked.filter(({ sale }) => sale.input.buyer !== null)
  const resolved = await resolveBuyers(
    tx,
    ctx,
    named.map(({ sale }) => ({
      mode: sale.store.mode,
      organisationId: sale.store.organisationId,
      buyer: sale.input.buyer as NonNullable<PurchaseInput['buyer']>,
    })),
  )
  const byItem = new Map(named.map((item, i) => [item, resolved[i] as ResolvedBuyer]))
  return checked.map((item) => byItem.get(item) ?? null)
}

/** The keys of the known buyers whose names were reported, read together. */
function dataKeysFor(
  tx: Tx,
  ctx: Context,
  checked: readonly Checked[],
  buyers: readonly (ResolvedBuyer | null)[],
): Promise<Map<PurchaserId, Buffer>> {
  const ids = buyers.flatMap((buyer, i) =>
    buyer && 'created' in buyer && !buyer.created && checked[i]?.sale.input.buyer?.name !== undefined
      ? [buyer.purchaserId]
      : [],
  )
  return dataKeysOf(tx, ctx, ids)
}

function recordingOf(
  ctx: Context,
  { sale, report }: Checked,
  resolved: ResolvedBuyer | null,
  dataKeys: ReadonlyMap<PurchaserId, Buffer>,
): Recording {
  const { input, store } = sale
  const name = input.buyer?.name
  const refusal = resolved && 'problem' in resolved ? resolved.problem : null
  const buyer = resolved && 'created' in resolved ? resolved : null
  const dataKey = buyer ? (buyer.created?.dataKey ?? dataKeys.get(buyer.purchaserId)) : undefined
  return {
    store,
    by: sale.by,
    reference: input.reference,
    revision: input.revision,
    report,
    buyer: buyer && {
      purchaserId: buyer.purchaserId,
      via: buyer.via,
      nameSealed: dataKey && name !== undefined ? encrypt(dataKey, name, 'buyer-name') : null,
    },
    buyerHash: input.buyer && buyerHash(ctx, input.buyer),
    refusal,
  }
}

/** Splits reports so that in one wave no key stands twice and no return stands with its original. */
function wavesOf(ready: readonly Ready[]): Ready[][] {
  const waves: Ready[][] = []
  const wave = new Map<string, number>()
  for (const item of ready) {
    const { store, reference, report } = item.recording
    const key = `${store.id}\n${reference}`
    const original = report.returnOf === null ? undefined : wave.get(`${store.id}\n${report.returnOf}`)
    const at = Math.max(
      wave.has(key) ? (wave.get(key) as number) + 1 : 0,
      original === undefined ? 0 : original + 1,
    )
    wave.set(key, at)
    ;(waves[at] ??= []).push(item)
  }
  return waves
}

async function recordOneWave(
  tx: Tx,
  ctx: Context,
  rows: Rows,
  wave: readonly Ready[],
  items?: ReadonlyMap<string, ItemRow>,
): Promise<SaleOutcome[]> {
  const open = await openWave(
    tx,
    ctx,
    wave.map((item) => item.recording),
    items,
  )
  const present = await listContractsOfPurchases(tx, open.replayed)
  const result: SaleOutcome[] = []
  for (const [i, { recording }] of wave.entries()) {
    const { store, by } = recording
    const outcome = await open.record(i, rows)
    if ('problem' in outcome) result.push(outcome)
    else if (outcome.recorded.replayed) {
      // Contracts that a revision took away were not in its answer.
      const contracts = present.filter(
        (contract) => contract.purchase_id === outcome.recorded.purchase.id && contract.state !== 'void',
      )
      result.push({ sale: { ...outcome.recorded, store, contracts } })
    } else
      result.push({
        sale: {
          ...outcome.recorded,
          store,
          contracts: await withContracts(tx, { ...ctx, ...by }, rows, store, outcome),
        },
      })
    rows.send(tx)
  }
  await open.close()
  return result
}

/** Issues the contracts of a sale, and ends those of what came back or was revised away. */
async function withContracts(
  tx: Tx,
  ctx: Context,
  rows: Rows,
  store: Store,
  { recorded }: Extract<Outcome, { recorded: Recorded }>,
): Promise<ContractRow[]> {
  const now = recorded.purchase.recorded_at
  const { takesBack, replaces, purchase, lines } = recorded
  if (takesBack) {
    const reason = takesBack.whole ? 'purchase_voided' : 'returned'
    await endReturnedContracts(tx, ctx, { store, purchase: takesBack.original, now }, takesBack.units, reason)
  }
  const kept = replaces
    ? await endRevisedContracts(tx, ctx, { store, purchase, now }, replaces.lines, lines)
    : undefined
  const issued = await issueContracts(ctx, rows, { store, purchase, lines, now }, kept)
  if (!replaces) return issued
  const before = (await listContractsOfPurchases(tx, [purchase.id])).filter(
    (contract) => contract.state === 'in_force',
  )
  return [...before, ...issued]
}

/** Keeps the people whose reports were kept; of the others not even the contact's hash stays. */
async function settleNewBuyers(
  tx: Tx,
  ctx: Context,
  rows: Rows,
  ready: readonly Ready[],
  outcomes: readonly SaleOutcome[],
): Promise<void> {
  const people = new Map<string, { buyer: NewBuyer; kept: boolean }>()
  for (const { created, index } of ready) {
    if (!created) continue
    const outcome = outcomes[index]
    const kept = outcome !== undefined && 'sale' in outcome && !outcome.sale.replayed
    const known = people.get(created.id)
    // Of several reports of one new person, one carries what is known of them.
    const buyer = known && known.buyer.keys.length > 0 ? known.buyer : created
    people.set(created.id, { buyer, kept: kept || (known?.kept ?? false) })
  }
  const all = [...people.values()]
  await keepNewBuyers(
    tx,
    ctx,
    rows,
    all.filter((p) => p.kept).map((p) => p.buyer),
    all.filter((p) => !p.kept).map((p) => p.buyer),
  )
}
