import { itemKey } from '#modules/catalog/index.ts'
import type { ItemRow } from '#modules/catalog/index.ts'
import type { CouponTake } from '#modules/coupons/index.ts'
import type { Store } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { hexBytes } from '#platform/db.ts'
import type { SettlementId } from '#platform/ids.ts'
import { keptCoupons, lineOf } from './amounts.ts'
import type { BasketLine } from './basket-lines.ts'
import type { Held } from './complete-settlement.ts'
import type { Payer } from './find-payer.ts'
import type { Priced } from './price-basket.ts'
import { sealBuyer } from './purchase-of-settlement.ts'
import type { BuyerVia, SettlementRow, State } from './rows.ts'
import type { SettlementInput } from './schemas.ts'
import type { Tender } from './tenders.ts'

/** What a till asks to be settled, with whom it read. */
export type Asked = { store: Store; input: SettlementInput; payer: Payer; hash: Buffer }
type Beginning = {
  id: SettlementId
  bucket: number
  now: InstantText
  checkAt: InstantText
  state: State
  via: BuyerVia | null
}

/** A settlement as it begins: its row, its lines and its tenders. */
export function heldOf(
  ctx: Context,
  asked: Asked,
  priced: Priced,
  tenders: readonly Tender[],
  of: Beginning,
): Held {
  const { id, bucket } = of
  return {
    store: asked.store,
    settlement: rowOf(ctx, asked, priced, of),
    lines: priced.lines.map((line, i) => ({ bucket, settlement_id: id, n: i + 1, ...lineOf(line) })),
    tenders: tenders.map((tender, i) => ({
      bucket,
      settlement_id: id,
      n: i + 1,
      ...tender,
      attempt_id: null,
      refunded: 0,
    })),
  }
}

function rowOf(
  ctx: Context,
  { store, input, payer, hash }: Asked,
  priced: Priced,
  of: Beginning,
): SettlementRow {
  const { settled } = priced.chosen
  const seals = payer.purchaserId === null && input.buyer !== null
  return {
    bucket: of.bucket,
    id: of.id,
    store_id: store.id,
    organisation_id: store.organisationId,
    reference: input.reference,
    content_hash: hash,
    state: of.state,
    reason: null,
    occurred_at: priced.occurredAt,
    supplied_on: priced.suppliedOn,
    currency: input.currency,
    price_basis: priced.priceBasis,
    purchaser_id: payer.purchaserId,
    buyer_via: of.via,
    account_id: payer.account?.id ?? null,
    tax_profile: priced.profile,
    settled,
    coupons: keptCoupons(priced.chosen),
    price: settled.price,
    due: settled.due,
    amount_due: settled.debit,
    returned: priced.lines.map(() => 0),
    refunded: 0,
    purchase_id: null,
    paper_id: null,
    paper_number: null,
    buyer_sealed: seals
      ? hexBytes(sealBuyer(ctx, of.id, input.buyer as NonNullable<typeof input.buyer>))
      : null,
    register: input.register,
    day_id: null,
    made_offline: input.offline !== null,
    started_at: of.now,
    settled_at: null,
    check_at: of.checkAt,
    version: 1,
  }
}

/** What the coupons that were chosen take. */
export function takesOf({ chosen }: Priced): CouponTake[] {
  return chosen.used.map(({ couponId, holdingId, codeHash, taken }) => ({
    couponId,
    holdingId,
    codeHash,
    amount: taken,
  }))
}

/** What was read of the catalogue, for whoever needs it in the same transaction. */
export function itemsOf(store: Store, lines: readonly BasketLine[]): Map<string, ItemRow> {
  return new Map(
    lines.flatMap(({ code, item }) =>
      code === null || !item ? [] : [[itemKey(store.id, code), item] as const],
    ),
  )
}
