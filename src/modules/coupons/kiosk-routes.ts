import type { FastifyInstance } from 'fastify'
import {
  Done,
  memberTokenExpired,
  memberTokenInvalid,
  memberTokenUsed,
  storeNotFound,
  storeNotYours,
} from '#modules/identity/index.ts'
import { inTransaction } from '#platform/context.ts'
import { publicId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'
import type { Accounts } from './accounts.ts'
import { accountNotFound, holdingNotFound, kioskTokenInvalid } from './errors.ts'
import { openKiosk, readKiosk, usableAt } from './kiosk.ts'
import { couponsOfAccount } from './queries.ts'
import { selectCoupons } from './select-coupons.ts'
import { holdingViews } from './show-wallet.ts'
import { holdingIdsOf, ownAccount } from './wallet-routes.ts'
import { KioskInput, KioskSelectionInput, KioskView } from './wallet-schemas.ts'

const till = { tag: 'coupons', access: { scope: 'settlements:write' } } as const

/** The store's page at which a buyer selects coupons without their own phone's wallet. */
export function kioskRoutes(app: FastifyInstance, accounts: Accounts): void {
  route(app, {
    ...till,
    method: 'POST',
    url: '/v1/kiosk/sessions',
    operationId: 'openKiosk',
    summary: 'Open the kiosk for the buyer who shows a member code',
    errors: [storeNotFound, storeNotYours, memberTokenInvalid, memberTokenExpired, memberTokenUsed],
    notIdempotent: 'A member token is spent once.',
    body: KioskInput,
    response: KioskView,
    async handler(ctx, { body }) {
      const opened = await openKiosk(ctx, body.storeCode, body.memberToken)
      const { kioskToken, expiresAt, name, identities } = opened
      const coupons = await holdingViews(ctx, identities, await usableAt(ctx, opened))
      const own = await Promise.all(identities.map((id) => accounts.accountsOf(ctx, id)))
      return {
        kioskToken,
        expiresAt,
        name,
        accounts: own.flat().map(({ id, label }) => ({ id: publicId('pac', id), label })),
        coupons,
      }
    },
  })
  route(app, {
    ...till,
    method: 'PUT',
    url: '/v1/kiosk/selection',
    operationId: 'selectCouponsAtKiosk',
    summary: 'Select, at the kiosk, the coupons of this store that apply themselves when an account pays',
    description: 'What is selected for other stores stays.',
    errors: [kioskTokenInvalid, accountNotFound, holdingNotFound, storeNotFound, storeNotYours],
    body: KioskSelectionInput,
    response: Done,
    handler: (ctx, { body }) =>
      inTransaction(ctx, async (tx) => {
        const inside = { ...ctx, tx }
        const kiosk = await readKiosk(inside, body.kioskToken)
        const { identities } = kiosk
        const accountId = await ownAccount(inside, accounts, body.accountId, identities)
        const here = new Set(await usableAt(inside, kiosk))
        const wanted = holdingIdsOf(body.holdingIds)
        if (wanted.some((id) => !here.has(id))) throw holdingNotFound()
        const others = (await couponsOfAccount({ ...ctx, tx }, accountId)).map((one) => one.holdingId)
        const holdingIds = [...wanted, ...others.filter((id) => !here.has(id))]
        await selectCoupons(tx, inside, { accountId, identities, holdingIds, via: 'kiosk' })
        return { done: true } as const
      }),
  })
}
