import type { KeyId, OrganisationId, PurchaserId, StaffId, StoreId } from './ids.ts'

/** What a key or a role of staff may do. */
export const scopes = [
  'organisations:read',
  'organisations:write',
  'organisation:write',
  'stores:read',
  'stores:write',
  'staff:read',
  'staff:write',
  'keys:read',
  'keys:write',
  'catalog:read',
  'catalog:write',
  'plans:read',
  'plans:write',
  'offers:read',
  'purchases:read',
  'purchases:write',
  'contracts:read',
  'contracts:write',
  'claims:read',
  'claims:write',
  'claims:decide',
  'profiles:read',
  'profiles:write',
  'coupons:read',
  'coupons:write',
  'settlements:read',
  'settlements:write',
  'ledger:read',
  'ledger:write',
  'webhooks:read',
  'webhooks:write',
  'audit:read',
  'sandbox:write',
] as const
export type Scope = (typeof scopes)[number]

/** An organisation is live or test for ever; test rows never reach a live purchaser. */
export type Mode = 'live' | 'test'

/** A key or a member of staff: acts for one organisation, perhaps only for some of its stores. */
export type SellerActor = {
  organisationId: OrganisationId
  mode: Mode
  scopes: ReadonlySet<Scope>
  /** `null`: all stores of the organisation. */
  storeIds: ReadonlySet<StoreId> | null
  /** Requests a minute. */
  rateLimit: number
}
export type Actor =
  | { kind: 'anonymous' }
  | { kind: 'system'; name: string }
  | ({ kind: 'key'; keyId: KeyId } & SellerActor)
  | ({
      kind: 'staff'
      staffId: StaffId
      sessionId: string
      /** The mail code was right and the second factor is still to come: opens nothing but the way to it. */
      half?: true
    } & SellerActor)
  | BuyerActor
export type BuyerActor = {
  kind: 'buyer'
  purchaserId: PurchaserId
  /** The purchaser and every identity linked with it: all whose purchases and covers this person sees. */
  identities: readonly PurchaserId[]
  mode: Mode
  sessionId: string
}

/** Who may call a route. Routes open to everybody give the reason. */
export type Access =
  | { open: string }
  | { scope: Scope; buyer?: true }
  | { buyer: true }
  /**
   * Any signed-in member of staff, whatever the role (own session, own profile). With the reason why, also before
   * the second factor.
   */
  | { staff: true; beforeSecondFactor?: string }

/** The cookie of a session: one for the wallet and one for the console, so that neither ends the other. */
export const cookieNames = { wallet: 'mamori_session', console: 'mamori_staff' } as const
export type App = keyof typeof cookieNames

/** One word for the kind of actor and its id, for audit rows and idempotency keys. */
export function actorName(actor: Actor): { kind: string; id: string } {
  switch (actor.kind) {
    case 'key':
      return { kind: 'key', id: actor.keyId }
    case 'staff':
      return { kind: 'staff', id: actor.staffId }
    case 'buyer':
      return { kind: 'buyer', id: actor.purchaserId }
    case 'system':
      return { kind: 'system', id: actor.name }
    case 'anonymous':
      return { kind: 'anonymous', id: '' }
  }
}
