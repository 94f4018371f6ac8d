import type { ItemRow } from '#modules/catalog/index.ts'
import type { Store } from '#modules/identity/index.ts'
import type { PurchaseInput } from '#modules/purchases/index.ts'
import type { Caller, SaleOutcome, SaleRecord } from '#modules/sales/index.ts'
import { recordPurchases } from '#modules/sales/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import type { Rows } from '#platform/rows.ts'
import { noCode } from './basket-lines.ts'
import type { LineRow, SettlementRow } from './rows.ts'

type Joined = { rows: Rows; items: ReadonlyMap<string, ItemRow> }
type Of = { store: Store; settlement: SettlementRow; lines: readonly LineRow[] }

/**
 * Records what was paid for as a purchase, with the covers sold, at what it cost after discounts.
 * @throws Problem of the purchase ledger
 */
export function recordPurchaseOf(tx: Tx, ctx: Context, of: Of): Promise<SaleRecord> {
  return record(tx, ctx, of.store, inputOf(ctx, of))
}

/**
 * The same of many at once, of which each is refused by itself.
 * @param joined rows that the caller inserts, and items that it has read
 */
export function recordPurchasesOf(
  tx: Tx,
  ctx: Context,
  many: readonly (Of & { by: Caller })[],
  joined: Joined,
): Promise<SaleOutcome[]> {
  const sales = many.map((of) => ({ store: of.store, input: inputOf(ctx, of), by: of.by }))
  return recordPurchases(tx, { ...ctx, tx }, sales, joined)
}

function inputOf(ctx: Context, { store, settlement, lines }: Of): PurchaseInput {
  const goods = lines.filter((line) => !line.plan)
  return {
    ...headOf(settlement, store),
    reference: settlement.reference,
    kind: 'sale',
    purchasedAt: settlement.occurred_at,
    buyer: buyerOf(ctx, settlement),
    returnOf: null,
    lines: goods.map((line) => {
      const { due, quantity } = settlement.settled.lines[line.n - 1] as { due: number; quantity: number }
      const premium = lines.find(({ plan }) => plan?.ofLine === line.n)
      return {
        code: line.code ?? noCode,
        quantity,
        unitPrice: Math.round(due / quantity),
        amount: due,
        taxCategory: line.tax_category,
        ...(line.named ? { name: line.description } : {}),
        ...(line.serial_numbers === null ? {} : { serialNumbers: line.serial_numbers }),
        ...(premium?.plan ? { plan: { planCode: premium.plan.planCode, price: premium.unit_price } } : {}),
      }
    }),
  }
}

/** Takes units of goods back from the purchase, which ends their covers. All of them on the same day is a void. */
export function returnPurchaseOf(
  tx: Tx,
  ctx: Context,
  { store, settlement, lines }: Of,
  back: { kind: 'void' | 'refund'; reference: string; units: readonly number[]; at: InstantText },
): Promise<SaleRecord> {
  const goods = back.kind === 'void' ? [] : lines.filter((line) => !line.plan)
  return record(tx, ctx, store, {
    ...headOf(settlement, store),
    reference: back.reference,
    kind: back.kind === 'void' ? 'void' : 'return',
    purchasedAt: back.at,
    buyer: null,
    returnOf: settlement.reference,
    lines: goods.flatMap((line) => {
      const quantity = back.units[line.n - 1] ?? 0
      const sold = settlement.settled.lines[line.n - 1] as { due: number; quantity: number }
      if (quantity === 0) return []
      return [
        {
          code: line.code ?? noCode,
          quantity,
          unitPrice: Math.round(sold.due / sold.quantity),
          name: line.description,
          originalLine: 1 + goods.indexOf(line),
        },
      ]
    }),
  })
}

function headOf({ currency }: SettlementRow, store: Store) {
  return { storeCode: store.code, revision: 1, currency, priceBasis: 'inclusive' as const }
}

async function record(tx: Tx, ctx: Context, store: Store, input: PurchaseInput): Promise<SaleRecord> {
  const by = { actor: ctx.actor, origin: ctx.origin }
  const [outcome] = await recordPurchases(tx, { ...ctx, tx }, [{ store, input, by }])
  if (!outcome || 'problem' in outcome) throw outcome?.problem ?? new Error('the purchase was not recorded')
  return outcome.sale
}

export type KeptBuyer = NonNullable<PurchaseInput['buyer']>

export function sealBuyer(ctx: Context, id: string, buyer: KeptBuyer): Buffer {
  return ctx.secrets.seal(JSON.stringify(buyer), sealContext(id))
}

export function sealContext(id: string): string {
  return `settlement buyer ${id}`
}

function buyerOf(ctx: Context, { id, purchaser_id, buyer_sealed }: SettlementRow): PurchaseInput['buyer'] {
  if (purchaser_id !== null) return { purchaserId: publicId('per', purchaser_id) }
  if (buyer_sealed === null) return null
  const sealed = typeof buyer_sealed === 'string' ? Buffer.from(buyer_sealed.slice(2), 'hex') : buyer_sealed
  return JSON.parse(ctx.secrets.open(sealed, sealContext(id)).toString()) as KeptBuyer
}
