import type { FastifyInstance } from 'fastify'
import { Done } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { buyer, inTransaction } from '#platform/context.ts'
import type { AccountId, HoldingId, PurchaserId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { PageQuery } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import type { Accounts } from './accounts.ts'
import { addCoupon } from './add-coupon.ts'
import { accountNotFound, couponCodeUnknown, holdingNotFound } from './errors.ts'
import { couponsOfAccount } from './queries.ts'
import { removeCoupon } from './remove-coupon.ts'
import { selectCoupons } from './select-coupons.ts'
import { holdingViews, listMyCoupons } from './show-wallet.ts'
import {
  AccountParams,
  AddCouponInput,
  HoldingPage,
  HoldingParams,
  HoldingView,
  SelectionInput,
} from './wallet-schemas.ts'

const mine = { tag: 'me', access: { buyer: true } } as const

/** The buyer's coupons, and what applies itself at which account. */
export function walletRoutes(app: FastifyInstance, accounts: Accounts): void {
  route(app, {
    ...mine,
    method: 'POST',
    url: '/v1/me/coupons',
    operationId: 'addCoupon',
    summary: 'Put the coupon of a code into the wallet',
    description: 'A code that is unknown, revoked, expired or another person’s is refused in the same words.',
    errors: [couponCodeUnknown],
    notIdempotent: 'A coupon is in the wallet once; a second call answers what is there.',
    body: AddCouponInput,
    response: HoldingView,
    handler: (ctx, { body }) => addCoupon(ctx, body.code),
  })
  route(app, {
    ...mine,
    method: 'GET',
    url: '/v1/me/coupons',
    operationId: 'listMyCoupons',
    summary: 'Own coupons, the newest first',
    query: PageQuery,
    response: HoldingPage,
    handler: (ctx, { query }) => listMyCoupons(ctx, query),
  })
  route(app, {
    ...mine,
    method: 'DELETE',
    url: '/v1/me/coupons/:holdingId',
    operationId: 'removeCoupon',
    summary: 'Take a coupon out of the wallet; its code puts it back',
    errors: [holdingNotFound],
    params: HoldingParams,
    response: Done,
    async handler(ctx, { params }) {
      await removeCoupon(ctx, params.holdingId)
      return { done: true } as const
    },
  })
  route(app, {
    ...mine,
    method: 'GET',
    url: '/v1/me/accounts/:accountId/coupons',
    operationId: 'listSelectedCoupons',
    summary: 'Coupons that apply themselves when this account pays',
    errors: [accountNotFound],
    params: AccountParams,
    response: HoldingPage,
    async handler(ctx, { params }) {
      const { identities } = buyer(ctx)
      const accountId = await ownAccount(ctx, accounts, params.accountId, identities)
      return selectionView(ctx, accountId, identities)
    },
  })
  route(app, {
    ...mine,
    method: 'PUT',
    url: '/v1/me/accounts/:accountId/coupons',
    operationId: 'selectCoupons',
    summary: 'Select the coupons that apply themselves when this account pays',
    errors: [accountNotFound, holdingNotFound],
    params: AccountParams,
    body: SelectionInput,
    response: HoldingPage,
    handler: (ctx, { params, body }) =>
      inTransaction(ctx, async (tx) => {
        const inside = { ...ctx, tx }
        const { identities } = buyer(ctx)
        const accountId = await ownAccount(inside, accounts, params.accountId, identities)
        const holdingIds = holdingIdsOf(body.holdingIds)
        await selectCoupons(tx, inside, { accountId, identities, holdingIds, via: 'wallet' })
        return selectionView(inside, accountId, identities)
      }),
  })
}

/** An account by its public id, if it is one of these identities'. @throws accountNotFound */
export async function ownAccount(
  ctx: Context,
  accounts: Accounts,
  publicAccountId: string,
  identities: readonly PurchaserId[],
): Promise<AccountId> {
  const accountId = parsePublicId('pac', publicAccountId)
  if (!accountId || !(await accounts.ownsAccount(ctx, accountId, identities))) throw accountNotFound()
  return accountId
}

/** @throws holdingNotFound */
export function holdingIdsOf(publicIds: readonly string[]): HoldingId[] {
  return publicIds.map((id) => {
    const parsed = parsePublicId('cph', id)
    if (!parsed) throw holdingNotFound()
    return parsed
  })
}

async function selectionView(ctx: Context, accountId: AccountId, identities: readonly PurchaserId[]) {
  const held = await couponsOfAccount(ctx, accountId)
  const ids = held.map((one) => one.holdingId)
  return { items: await holdingViews(ctx, identities, ids), nextCursor: null }
}
