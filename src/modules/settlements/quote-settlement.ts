import type { z } from 'zod'
import { actingStore, openPurchaserNames, organisationNow } from '#modules/identity/index.ts'
import { mandateFor } from '#modules/payments/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { Payer } from './find-payer.ts'
import { findPayer } from './find-payer.ts'
import type { Priced } from './price-basket.ts'
import { openBasket, priceBasket } from './price-basket.ts'
import type { Quote, QuoteInput } from './schemas.ts'
import { amountsOf, keptCoupons, lineOf } from './amounts.ts'

type View = z.input<typeof Quote>

/** What a basket costs this buyer now. Holds nothing: the last use of a coupon can be gone a moment later. */
export async function quoteSettlement(ctx: Context, input: QuoteInput): Promise<View> {
  const store = await actingStore(ctx, input.merchantCode)
  const payer = await findPayer(ctx, store, input, false)
  return quoteOf(
    ctx,
    input.currency,
    payer,
    await priceBasket(ctx, await openBasket(ctx, store, input, payer)),
  )
}

/** A priced basket as the till sees it. */
export async function quoteOf(ctx: Context, currency: string, payer: Payer, priced: Priced): Promise<View> {
  const { chosen, lines } = priced
  return {
    ...amountsOf({
      currency,
      settled: chosen.settled,
      coupons: keptCoupons(chosen),
      couponState: 'would_be_used',
      lines: lines.map(lineOf),
      returned: lines.map(() => 0),
    }),
    buyer: await buyerOf(ctx, payer, priced),
  }
}

/** A name is told to the till where its bearer showed a token; an identifier of an account can be anybody's. */
async function buyerOf(ctx: Context, payer: Payer, { store, chosen }: Priced): Promise<View['buyer']> {
  const { purchaserId, account, token } = payer
  if (purchaserId === null) return null
  const db = reader(ctx)
  const names = token ? await openPurchaserNames(db, ctx, [purchaserId]) : new Map()
  const at = await organisationNow(ctx, store.organisationId)
  const mandate =
    token || !account
      ? undefined
      : await mandateFor(ctx, { accountId: account.id, store, amount: chosen.settled.debit, at })
  return {
    name: names.get(purchaserId) ?? null,
    account: account?.label ?? null,
    authorised: token !== null || mandate !== undefined,
  }
}
