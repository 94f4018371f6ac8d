import { z } from 'zod'
import type { Store } from '#modules/identity/index.ts'
import {
  actingStore,
  getOrganisation,
  memberTokenInvalid,
  openPurchaserNames,
  organisationNow,
  readMemberToken,
  spendMemberToken,
} from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, reader } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { instantAfter } from '#platform/dates.ts'
import type { HoldingId, PurchaserId } from '#platform/ids.ts'
import { bucketOf, publicId } from '#platform/ids.ts'
import { couponOf } from './definitions.ts'
import { kioskTokenInvalid } from './errors.ts'
import { refusalOf } from './model.ts'
import { holdingsById } from './queries.ts'
import { identitiesOf, listHoldingIds } from './wallet-queries.ts'

/** How long a buyer has at the kiosk. */
const minutes = 5
/** What a screen in a store can show. */
const mostCoupons = 200

const Session = z.object({ purchaserId: z.uuid(), storeCode: z.string(), until: z.string() })
export type Kiosk = { store: Store; purchaserId: PurchaserId; identities: PurchaserId[] }
export type OpenedKiosk = Kiosk & { kioskToken: string; expiresAt: InstantText; name: string | null }

/**
 * Opens the store's page for the buyer who shows a member code there: the place where the patent has a bank's machine
 * (M08). The token is spent; what is answered is good for five minutes, in this store, and for selecting alone.
 * @throws storeNotFound, storeNotYours, memberTokenInvalid, memberTokenExpired, memberTokenUsed
 */
export async function openKiosk(ctx: Context, storeCode: string, memberToken: string): Promise<OpenedKiosk> {
  const store = await actingStore(ctx, storeCode)
  const token = await readMemberToken(ctx, memberToken, { offline: false })
  if (token.mode !== store.mode) throw memberTokenInvalid()
  const { purchaserId } = token
  return inTransaction(ctx, async (tx) => {
    await spendMemberToken(tx, { ...ctx, tx }, token)
    const expiresAt = instantAfter(ctx.clock.now(), { minutes })
    const session: z.input<typeof Session> = { purchaserId, storeCode, until: expiresAt }
    const names = await openPurchaserNames(tx, ctx, [purchaserId])
    await audit(tx, ctx, {
      bucket: bucketOf(purchaserId),
      organisationId: store.organisationId,
      entity: 'kiosk',
      entityId: publicId('per', purchaserId),
      after: { storeCode },
    })
    return {
      store,
      purchaserId,
      identities: await identitiesOf(tx, purchaserId),
      kioskToken: ctx.secrets.seal(JSON.stringify(session), 'kiosk').toString('base64url'),
      expiresAt,
      name: masked(names.get(purchaserId) ?? null),
    }
  })
}

/** Whom and where a kiosk's token is for. @throws kioskTokenInvalid, storeNotFound, storeNotYours */
export async function readKiosk(ctx: Context, kioskToken: string): Promise<Kiosk> {
  const session = sessionIn(ctx, kioskToken)
  if (!session || session.until <= ctx.clock.now()) throw kioskTokenInvalid()
  const purchaserId = session.purchaserId as PurchaserId
  const store = await actingStore(ctx, session.storeCode)
  return { store, purchaserId, identities: await identitiesOf(reader(ctx), purchaserId) }
}

function sessionIn(ctx: Context, token: string): z.output<typeof Session> | undefined {
  try {
    return Session.parse(JSON.parse(ctx.secrets.open(Buffer.from(token, 'base64url'), 'kiosk').toString()))
  } catch {
    return undefined
  }
}

/** Of the buyer's wallet what counts in this store now: a store learns of nothing else. */
export async function usableAt(ctx: Context, { store, identities }: Kiosk): Promise<HoldingId[]> {
  const db = reader(ctx)
  const at = await organisationNow(ctx, store.organisationId)
  const ids = await listHoldingIds(db, identities, undefined, mostCoupons)
  const usable: HoldingId[] = []
  for (const held of await holdingsById(db, ids)) {
    const coupon = await couponOf(db, ctx, held.couponId)
    const owner = await getOrganisation(ctx, coupon.organisationId)
    if (refusalOf(coupon, owner, store, at, held) === null) usable.push(held.holdingId)
  }
  return usable
}

/** `山田 花子` → `山＊ 花＊`: enough to see that it is one's own. */
export function masked(name: string | null): string | null {
  if (name === null) return null
  const parts = name.split(/\s+/).filter((part) => part !== '')
  return parts.map((part) => `${[...part][0]}＊`).join(' ')
}
