import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { sql } from 'kysely'
import { putItems } from '#modules/catalog/index.ts'
import type { Organisation, Store } from '#modules/identity/index.ts'
import {
  createApiKey,
  createOrganisation,
  createStaff,
  createStore,
  enrolTestStaff,
} from '#modules/identity/index.ts'
import { PlanInput, createPlan } from '#modules/plans/index.ts'
import { PurchaseInput } from '#modules/purchases/index.ts'
import { recordPurchases } from '#modules/sales/index.ts'
import type { Actor } from '#platform/auth.ts'
import { scopes } from '#platform/auth.ts'
import { readConfig } from '#platform/config.ts'
import type { Context, Services } from '#platform/context.ts'
import { inTransaction, systemContext } from '#platform/context.ts'
import type { StaffId } from '#platform/ids.ts'
import { newId } from '#platform/ids.ts'
import { demoCatalogues } from './demo/catalogues.ts'
import { demoBuyer, demoOrganisations, demoPlatform } from './demo/organisations.ts'
import { demoPlans } from './demo/plans.ts'
import { demoPurchases } from './demo/purchases.ts'
import { fileDemoClaims } from './seed-claims.ts'
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
    const stores = new Map<string, Store>()
    const shopKeys: Record<string, string> = {}
    let demoKey = ''
    for (const [i, demo] of demoOrganisations.entries()) {
      const organisation = await createOrganisation(within, {
        name: demo.name,
        kind: 'seller',
        mode: 'test',
        owner: demo.owner,
      })
      const acting = { ...within, actor: ownerOf(organisation) }
      for (const store of demo.stores) {
        const made = await createStore(acting, organisation.id, {
          ...store,
          currency: 'JPY',
          timeZone: 'Asia/Tokyo',
          taxRegime: 'jp',
        })
        stores.set(store.code, made)
        await putItems(acting, made, demoCatalogues[i === 0 ? 'hikari' : 'midori'] ?? [])
      }
      const { storeCodes, ...manager } = demo.manager
      await createStaff(acting, organisation.id, { ...manager, role: 'manager', storeCodes: [...storeCodes] })
      await enrolTestStaff(acting, organisation.id)
      for (const plan of demoPlans[i === 0 ? 'hikari' : 'midori'] ?? [])
        await createPlan(acting, PlanInput.parse(plan))
      for (const { slug, storeCode } of demoShops)
        if (demo.stores.some(({ code }) => code === storeCode))
          shopKeys[slug] = (
            await createApiKey(acting, organisation.id, {
              name: 'Demo shop',
              storeCode,
              scopes: ['purchases:write'],
              rateLimit: 6000,
              expiresAt: null,
            })
          ).secret
      if (i === 0)
        demoKey = (
          await createApiKey(acting, organisation.id, {
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
    await sql`insert into one_time_work (name) values ('demo')`.execute(tx)
    return { demoKey, shopKeys }
  })
  keepShopKeys(services, shopKeys)
  mkdirSync(dirname(keyFile), { recursive: true })
  writeFileSync(keyFile, `${secret}\n`, { mode: 0o600 })
}

const sellingScopes = scopes.filter((scope) =>
  /^(stores:read|profiles|settlements|catalog|plans|offers|purchases|contracts|claims|sandbox)/.test(scope),
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
