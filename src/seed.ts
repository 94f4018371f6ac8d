import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { putItems } from '#modules/catalog/index.ts'
import { bookClaims } from '#modules/claims/index.ts'
import type { Organisation, Store } from '#modules/identity/index.ts'
import {
  createApiKey,
  createOrganisation,
  createStaff,
  createStore,
  enrolTestStaff,
  getOrganisation,
} from '#modules/identity/index.ts'
import { PlanInput, createPlan } from '#modules/plans/index.ts'
import { PurchaseInput } from '#modules/purchases/index.ts'
import { bookPremiums, recordPurchases } from '#modules/sales/index.ts'
import type { Actor } from '#platform/auth.ts'
import { scopes } from '#platform/auth.ts'
import { readConfig } from '#platform/config.ts'
import type { Context, Services } from '#platform/context.ts'
import { inTransaction, systemContext } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { OrganisationId, StaffId } from '#platform/ids.ts'
import { newId } from '#platform/ids.ts'
import { demoCatalogues } from './demo/catalogues.ts'
import { demoBuyer, demoOrganisations, demoPlatform, demoTestPlatform } from './demo/organisations.ts'
import { demoPlans } from './demo/plans.ts'
import { demoPurchases } from './demo/purchases.ts'
import { codeToAdd } from './demo/settlements.ts'
import { fileDemoClaims } from './seed-claims.ts'
import { payFromDemoAccount, seedSettlements } from './seed-settlements.ts'
import { openServices } from './services.ts'
import { keepShopKeys } from './shopfront/keys.ts'
import { demoShops } from './shopfront/shops.ts'

export type SignIn = { who: string; where: string; how: string }

/** Where the demo's API key is kept: shown once by the server, and written here so that the README's curl works. */
const keyFile = join(process.env['MAMORI_DATA'] ?? '.data', 'demo-key')

/** Fills an empty database with two sellers, their catalogues, plans and one buyer's purchases; once per database. */
export async function seedDemo(url: string): Promise<{ seeded: boolean; signIns: SignIn[] }> {
  const services = openServices(readConfig({ ...process.env, DATABASE_URL: url }), { listen: false })
  try {
    const { rows } =
      await sql`select 1 from one_time_work where name = 'demo' union all (select 1 from organisations limit 1)`.execute(
        services.db,
      )
    if (rows.length === 0) await seed(services)
    await payOnce(services)
    return { seeded: rows.length === 0, signIns: signIns() }
  } finally {
    await services.close()
  }
}

async function seed(services: Services): Promise<void> {
  const ctx = systemContext(services, 'seedDemo', 'cli')
  // One transaction: a start that was broken off leaves nothing, and the next one seeds.
  const { demoKey: secret, shopKeys } = await inTransaction(ctx, async (tx) => {
    const within: Context = { ...ctx, tx }
    await createOrganisation(within, {
      name: demoPlatform.name,
      kind: 'platform',
      mode: 'live',
      owner: demoPlatform.owner,
    })
    const testPlatform = await createOrganisation(within, {
      name: demoTestPlatform.name,
      kind: 'platform',
      mode: 'test',
      owner: demoTestPlatform.owner,
    })
    const acting = new Map<'hikari' | 'midori' | 'platform', Context>()
    const stores = new Map<string, Store>()
    const shopKeys: Record<string, string> = {}
    let demoKey = ''
    let hikari = ''
    for (const [i, demo] of demoOrganisations.entries()) {
      const organisation = await createOrganisation(within, {
        name: demo.name,
        kind: 'seller',
        mode: 'test',
        owner: demo.owner,
      })
      const own = { ...within, actor: ownerOf(organisation) }
      acting.set(i === 0 ? 'hikari' : 'midori', own)
      if (i === 0) hikari = organisation.id
      for (const store of demo.stores) {
        const made = await createStore(own, organisation.id, {
          ...store,
          currency: 'JPY',
          timeZone: 'Asia/Tokyo',
          taxRegime: 'jp',
        })
        stores.set(store.code, made)
        await putItems(own, made, demoCatalogues[i === 0 ? 'hikari' : 'midori'] ?? [])
      }
      const { storeCodes, ...manager } = demo.manager
      await createStaff(own, organisation.id, { ...manager, role: 'manager', storeCodes: [...storeCodes] })
      await enrolTestStaff(own, organisation.id)
      for (const plan of demoPlans[i === 0 ? 'hikari' : 'midori'] ?? [])
        await createPlan(own, PlanInput.parse(plan))
      for (const { slug, storeCode } of demoShops)
        if (demo.stores.some(({ code }) => code === storeCode))
          shopKeys[slug] = (
            await createApiKey(own, organisation.id, {
              name: 'Demo shop',
              storeCode,
              scopes: ['purchases:write'],
              rateLimit: 6000,
              expiresAt: null,
            })
          ).secret
      if (i === 0)
        demoKey = (
          await createApiKey(own, organisation.id, {
            name: 'Demo',
            storeCode: null,
            scopes: sellingScopes,
            rateLimit: 6000,
            expiresAt: null,
          })
        ).secret
    }
    await sellToDemoBuyer(within, stores)
    await fileDemoClaims(within)
    acting.set('platform', { ...within, actor: ownerOf(testPlatform) })
    const account = await seedSettlements(within, { of: acting, stores })
    await bookFromTheStart(tx)
    const payment: Payment = { organisationId: hikari, account, soldAt: ctx.clock.now() }
    await sql`insert into one_time_work (name, result) values ('demo', null),
      ('demo payment', ${JSON.stringify(payment)}::jsonb)`.execute(tx)
    return { demoKey, shopKeys }
  })
  keepShopKeys(services, shopKeys)
  mkdirSync(dirname(keyFile), { recursive: true })
  writeFileSync(keyFile, `${secret}\n`, { mode: 0o600 })
}

/** Whoever keeps books follows the demo's own events: a new subscriber would begin with what comes after them. */
async function bookFromTheStart(tx: Tx): Promise<void> {
  for (const { subscriber } of [bookPremiums, bookClaims])
    await sql`insert into subscriptions (subscriber, last_xid, last_id)
      values (${subscriber}, pg_current_xact_id(), 0) on conflict do nothing`.execute(tx)
}

type Payment = { organisationId: string; account: string; soldAt: string }

/** The payment of the demo, until it is made: a start that was broken off in between makes it the next time. */
async function payOnce(services: Services): Promise<void> {
  const { rows } = await sql<{ result: Payment | null }>`
    select result from one_time_work where name = 'demo payment'`.execute(services.db)
  const payment = rows[0]?.result
  if (!payment) return
  const ctx = systemContext(services, 'seedDemo', 'cli')
  const organisation = await getOrganisation(ctx, payment.organisationId as OrganisationId)
  await payFromDemoAccount({ ...ctx, actor: ownerOf(organisation) }, payment.account, payment.soldAt)
  await sql`update one_time_work set result = null where name = 'demo payment'`.execute(services.db)
}

const sellingScopes = scopes.filter((scope) =>
  /^(stores:read|profiles|coupons|settlements|ledger|catalog|plans|offers|purchases|contracts|claims|sandbox)/.test(
    scope,
  ),
)

async function sellToDemoBuyer(ctx: Context, stores: Map<string, Store>): Promise<void> {
  const sales = demoPurchases(ctx.clock.now()).map((report) => {
    const input = PurchaseInput.parse(report)
    return {
      store: stores.get(input.storeCode) as Store,
      input,
      by: { actor: ctx.actor, origin: ctx.origin },
    }
  })
  const outcomes = await inTransaction(ctx, (tx) => recordPurchases(tx, ctx, sales))
  for (const outcome of outcomes) if ('problem' in outcome) throw outcome.problem
}

function ownerOf(organisation: Organisation): Actor {
  return {
    kind: 'staff',
    staffId: newId<'stf'>(0) satisfies StaffId,
    sessionId: 'seed',
    organisationId: organisation.id,
    mode: organisation.mode,
    scopes: new Set(scopes),
    storeIds: null,
    rateLimit: 1,
  }
}

function signIns(): SignIn[] {
  const key = existsSync(keyFile) ? readFileSync(keyFile, 'utf8').trim() : undefined
  const code = 'the code arrives in the mailbox'
  const codes = `${code}, and that of the authenticator app stands there`
  return [
    { who: 'Wallet of a buyer', where: '/wallet/?mode=test', how: `${demoBuyer.email}, ${code}` },
    {
      who: 'Coupon of ひかり電機',
      where: '/wallet/?mode=test',
      how: `the code ${codeToAdd}: 10 % off audio; add it to the wallet`,
    },
    ...demoOrganisations.map((o) => ({
      who: `Console of ${o.name}`,
      where: '/console/',
      how: `${o.owner.email}, ${codes}`,
    })),
    {
      who: 'Console of the platform',
      where: '/console/',
      how: `${demoPlatform.owner.email}, ${code}; enrols an authenticator app of yours`,
    },
    {
      who: 'Register',
      where: '/register/',
      how: `a seller's staff, as in the console; choose a store and open the day`,
    },
    {
      who: 'Kiosk',
      where: '/kiosk/',
      how: `a seller's staff, as in the console; buyers show the code of 支払う`,
    },
    {
      who: 'Demo shops',
      where: '/shop',
      how: 'two stores that sell goods with cover over the API; no sign-in',
    },
    { who: 'Mailbox', where: '/mailbox', how: 'every mail, SMS and authenticator code of this machine' },
    {
      who: 'API reference',
      where: '/docs',
      how: key === undefined ? 'make a key in the console' : `demo key in ${keyFile}`,
    },
  ]
}
