import { holdCoupons } from '#modules/coupons/index.ts'
import { organisationNow, spendMemberToken } from '#modules/identity/index.ts'
import { mandateFor } from '#modules/payments/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { instantAfter } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { AttemptId, CouponId, MandateId, SettlementId } from '#platform/ids.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import type { Asked } from './begin-settlement.ts'
import { heldOf, takesOf } from './begin-settlement.ts'
import type { Written } from './complete-settlement.ts'
import { completeSettlement } from './complete-settlement.ts'
import { amountChanged, buyerConfirmationRequired, settlementConflict } from './errors.ts'
import type { Payer } from './find-payer.ts'
import { confirmWithinMs, firstLookMs } from './model.ts'
import { noteChange } from './note-change.ts'
import type { Basket, Priced } from './price-basket.ts'
import { openBasket, priceBasket } from './price-basket.ts'
import { findSettlement, keyBucket, lockKey } from './queries.ts'
import { quoteOf } from './quote-settlement.ts'
import type { BuyerVia, SettlementRow, State, TenderRow } from './rows.ts'
import type { SettlementInput } from './schemas.ts'
import { startAttempts } from './start-attempts.ts'
import { tendersOf } from './tenders.ts'
import { addSettlement, moveKey, takeKeys } from './writes.ts'

export type Started =
  | { id: SettlementId; attempts: AttemptId[]; written?: Written }
  | { known: SettlementRow }

/**
 * The first transaction of a settlement: reference, price, coupons held, tenders, authority, attempts. Where no
 * provider is asked it is the last one too. Anything refused leaves nothing behind.
 */
export async function startSettlement(tx: Tx, ctx: Context, asked: Asked): Promise<Started> {
  const { store, input, payer } = asked
  const bucket =
    payer.purchaserId === null ? keyBucket(store.id, input.reference) : bucketOf(payer.purchaserId)
  const id = newId<'stl'>(bucket)
  const known = await takeReference(tx, asked, id)
  if (known) return { known }
  const now = await organisationNow(ctx, store.organisationId)
  const basket = await openBasket(ctx, store, occurredOf(input), payer, input.offline === null)
  const priced = await holdPriced(tx, ctx, { id, basket, payer, now })
  const { settled } = priced.chosen
  if (input.expectedAmountDue !== undefined && input.expectedAmountDue !== settled.debit)
    throw amountChanged(await quoteOf(ctx, input.currency, payer, priced))
  const tenders = tendersOf(input.tenders, settled.debit, {
    account: payer.account,
    mode: store.mode,
    merchant: priced.merchant,
  })
  const authority = await authorityOf(ctx, asked, tenders, now)
  if (payer.token) await spendMemberToken(tx, ctx, payer.token)
  const waits = authority.state === 'awaiting_buyer'
  const checkAt = instantAfter(now, { milliseconds: waits ? confirmWithinMs : firstLookMs })
  const held = heldOf(ctx, asked, priced, tenders, { id, bucket, now, checkAt, ...authority })
  const rows = new Rows()
  addSettlement(rows, held.settlement, held)
  const electronic = tenders.some(({ kind }) => kind !== 'cash')
  if (electronic) noteChange(ctx, rows, held.settlement, { before: null, at: now })
  await rows.insert(tx)
  if (!electronic) return { id, attempts: [], written: await completeSettlement(tx, ctx, held, now) }
  if (waits) return { id, attempts: [] }
  return { id, attempts: await startAttempts(tx, ctx, held, authority.mandateId, now) }
}

/** @returns the settlement that stands under the reference already; one that failed makes room for another try */
async function takeReference(
  tx: Tx,
  { store, input, hash }: Asked,
  id: SettlementId,
): Promise<SettlementRow | undefined> {
  if ((await takeKeys(tx, [{ storeId: store.id, reference: input.reference, id }])).has(id)) return undefined
  const first = await lockKey(tx, store.id, input.reference)
  const known = first && (await findSettlement(tx, first))
  if (!known) throw settlementConflict(input.reference)
  const again = known.state === 'failed' && !(known.content_hash as Buffer).equals(hash)
  if (!again) return known
  await moveKey(tx, store.id, input.reference, id)
  return undefined
}

/** What was sold without a connection counts at the instant at which it was sold. */
function occurredOf(input: SettlementInput): SettlementInput {
  return input.offline === null ? input : { ...input, occurredAt: input.offline.madeAt }
}

/** Holds the coupons that were chosen. Those used up meanwhile are left out and the price is computed anew. */
async function holdPriced(
  tx: Tx,
  ctx: Context,
  of: { id: SettlementId; basket: Basket; payer: Payer; now: InstantText },
): Promise<Priced> {
  const { id: settlementId, basket, now } = of
  const exhausted = new Set<CouponId>()
  for (;;) {
    const priced = await priceBasket(ctx, basket, exhausted)
    const takes = takesOf(priced)
    if (takes.length === 0) return priced
    const gone = await holdCoupons(tx, ctx, {
      settlementId,
      purchaserId: of.payer.purchaserId,
      takes,
      at: now,
      checkAt: instantAfter(now, { milliseconds: confirmWithinMs }),
    })
    if (gone.length === 0) return priced
    for (const couponId of gone) exhausted.add(couponId)
  }
}

type Authority = { state: State; via: BuyerVia | null; mandateId: MandateId | null }

/**
 * Whether money may move from the account: on a token of this minute, or on a mandate; else the buyer is asked, or
 * the till is told to (domain 6.9).
 * @throws Problem `buyer_confirmation_required`
 */
async function authorityOf(
  ctx: Context,
  { store, input, payer }: Asked,
  tenders: readonly Pick<TenderRow, 'kind' | 'amount'>[],
  at: InstantText,
): Promise<Authority> {
  const { via, token, account } = payer
  const fromAccount = tenders.find(({ kind }) => kind === 'account')
  if (!fromAccount || !account || token) return { state: 'processing', via, mandateId: null }
  const amount = tenders.reduce((sum, { kind, amount: part }) => sum + (kind === 'account' ? part : 0), 0)
  const mandateId = await mandateFor(ctx, { accountId: account.id, store, amount, at })
  if (mandateId !== undefined) return { state: 'processing', via: 'mandate', mandateId }
  if (!input.askBuyer) throw buyerConfirmationRequired()
  return { state: 'awaiting_buyer', via, mandateId: null }
}
