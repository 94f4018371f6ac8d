import { sql } from 'kysely'
import type { z } from 'zod'
import {
  CouponInput,
  addCoupon,
  changeCouponState,
  createCoupon,
  createCouponCodes,
  selectCoupons,
} from '#modules/coupons/index.ts'
import type { Store } from '#modules/identity/index.ts'
import { MerchantProfileInput, putMerchantProfile } from '#modules/merchants/index.ts'
import { createMandate, depositMoney, openAccount } from '#modules/payments/index.ts'
import {
  SettlementInput,
  closeRegisterDay,
  createSettlement,
  openRegisterDay,
  refundSettlement,
} from '#modules/settlements/index.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, reader } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { instantAfter } from '#platform/dates.ts'
import { publicId } from '#platform/ids.ts'
import type { AccountId, HoldingId, PurchaserId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import {
  demoAccount,
  demoAccountSale,
  demoCoupons,
  demoDay,
  demoMandate,
  demoOpenDay,
  demoProfiles,
  demoTaxFreeSale,
  heldCodes,
  selectedCodes,
} from './demo/settlements.ts'

type Sale = Omit<z.input<typeof SettlementInput>, 'occurredAt' | 'currency'>
type Owner = keyof typeof demoCoupons
export type DemoSellers = { of: ReadonlyMap<Owner, Context>; stores: ReadonlyMap<string, Store> }

/**
 * Everything about settlement that the demo shows: merchant profiles, coupons that run, the buyer's account with
 * coupons and a mandate, a day of a register that is closed and one that is open.
 * @returns the account that pays in `payFromDemoAccount`, by its identifier
 */
export async function seedSettlements(ctx: Context, { of, stores }: DemoSellers): Promise<string> {
  for (const [storeCode, profile] of Object.entries(demoProfiles))
    await putMerchantProfile(actingFor(of, storeCode), storeCode, MerchantProfileInput.parse(profile))
  for (const [owner, acting] of of) await startCoupons(acting, owner)
  const identifier = await openDemoAccount(ctx)
  const store = stores.get(demoDay.storeCode) as Store
  const acting = actingFor(of, store.code)
  await keepDay(acting, store)
  const now = ctx.clock.now()
  const opened = await openRegisterDay(at(acting, ago(now, 20)), store, demoOpenDay)
  if (opened.register !== demoDay.register) throw new Error('the demo opened another register')
  for (const sale of demoOpenDay.sales) await settle(at(acting, ago(now, 10)), sale)
  const midori = actingFor(of, demoTaxFreeSale.merchantCode)
  await settle(at(midori, ago(now, 60 * 52)), demoTaxFreeSale)
  return identifier
}

/**
 * The sale that the sandbox bank pays. The bank is another company with transactions of its own, so this follows
 * the demo's; what was broken off is taken up again, and under its reference is made once.
 */
export async function payFromDemoAccount(
  acting: Context,
  account: string,
  soldAt: InstantText,
): Promise<void> {
  await settle(at(acting, soldAt), { ...demoAccountSale, account })
}

async function startCoupons(ctx: Context, owner: Owner): Promise<void> {
  for (const { publicCode, ...coupon } of demoCoupons[owner]) {
    const { id } = await createCoupon(ctx, CouponInput.parse(coupon))
    await changeCouponState(ctx, publicId('cpn', id), 'running')
    await createCouponCodes(ctx, publicId('cpn', id), { kind: 'public', code: publicCode })
  }
}

async function openDemoAccount(ctx: Context): Promise<string> {
  const purchaserId = await demoPurchaser(ctx)
  const identities = [purchaserId]
  const mine: Context = {
    ...ctx,
    actor: { kind: 'buyer', purchaserId, identities, mode: 'test', sessionId: 'seed' },
  }
  const accountId: AccountId = await openAccount(mine, {
    kind: 'deposit',
    provider: 'sandbox',
    currency: 'JPY',
    label: demoAccount.label,
  })
  await depositMoney(mine, publicId('pac', accountId), demoAccount.balance)
  await createMandate(mine, publicId('pac', accountId), demoMandate)
  const holdings = new Map<string, HoldingId>()
  for (const code of heldCodes)
    holdings.set(code, parsePublicId('cph', (await addCoupon(mine, code)).id) as HoldingId)
  const holdingIds = selectedCodes.map((code) => holdings.get(code) as HoldingId)
  await inTransaction(mine, (tx) =>
    selectCoupons(tx, mine, { accountId, identities, holdingIds, via: 'wallet' }),
  )
  const { rows } = await sql<{ identifier: string }>`select identifier from payment_accounts
    where bucket = bucket_of(${accountId}) and id = ${accountId}`.execute(reader(ctx))
  return rows[0]?.identifier ?? ''
}

async function demoPurchaser(ctx: Context): Promise<PurchaserId> {
  const { rows } = await sql<{ purchaser_id: PurchaserId }>`
    select purchaser_id from purchases where purchaser_id is not null limit 1`.execute(reader(ctx))
  if (!rows[0]) throw new Error('the demo has no buyer')
  return rows[0].purchaser_id
}

/** Yesterday at the register: opened, sold, something given back, counted. */
async function keepDay(ctx: Context, store: Store): Promise<void> {
  const morning = Temporal.Instant.from(ctx.clock.now())
    .toZonedDateTimeISO(store.timeZone)
    .subtract({ days: 1 })
    .with({ hour: 9, minute: 30, second: 0, millisecond: 0 })
  const hour = (hours: number) => at(ctx, morning.add({ hours }).toInstant().toString())
  const day = await openRegisterDay(hour(0), store, demoDay)
  for (const [i, sale] of demoDay.sales.entries()) {
    const id = await settle(hour(i + 1), sale)
    const { of, ...back } = demoDay.refund
    if (sale.reference === of) await refundSettlement(hour(7), id, back)
  }
  await closeRegisterDay(hour(11), store, publicId('rgd', day.id), demoDay)
}

async function settle(ctx: Context, sale: Sale) {
  const input = SettlementInput.parse({ ...sale, occurredAt: ctx.clock.now(), currency: 'JPY' })
  return (await createSettlement(ctx, input)).id
}

function actingFor(of: DemoSellers['of'], storeCode: string): Context {
  return of.get(storeCode.startsWith('hikari') ? 'hikari' : 'midori') as Context
}
/** The same at another time: a sandbox's own clock stands still until somebody moves it. */
function at(ctx: Context, now: InstantText): Context {
  return { ...ctx, clock: { now: () => now } }
}
function ago(now: InstantText, minutes: number): InstantText {
  return instantAfter(now, { minutes: -minutes })
}
