import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { putItems } from '#modules/catalog/index.ts'
import { createApiKey, createOrganisation, createStore } from '#modules/identity/index.ts'
import type { Store } from '#modules/identity/index.ts'
import { tokenHash } from '#modules/identity/one-time-codes.ts'
import { PlanInput, createPlan } from '#modules/plans/index.ts'
import { PurchaseInput } from '#modules/purchases/index.ts'
import { recordPurchases } from '#modules/sales/index.ts'
import { readConfig } from '#platform/config.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, systemContext } from '#platform/context.ts'
import { demoPlans } from '#src/demo/plans.ts'
import { openServices } from '#src/services.ts'
import { openAccounts } from './prepare-tills.ts'
import { chance, itemCode, itemPrice, knownEmail, planCodes, planOf } from './sales.ts'
import { itemsOf, ownerOf } from './sellers.ts'
import type { Sizes } from './settings.ts'

export type Prepared = {
  storeCode: string
  key: string
  cookies: string[]
  knownIds: string[]
  /** Identifiers of buyers' accounts, for each of which coupons are selected. */
  accounts: string[]
}

/** The environment of the product in every process of a run. */
export function productEnvironment(url: string): Record<string, string> {
  return {
    DATABASE_URL: url,
    MAMORI_ENV: 'production',
    MAMORI_KEYS: `b1:${randomBytes(32).toString('base64')}`,
    LOG_LEVEL: 'warn',
    // Shoppers' addresses come in a header, because all requests of the bench come from one machine.
    TRUST_PROXY: '1',
  }
}

/**
 * Fills an empty database by the product's own operations: a seller in test mode, a store with its catalogue, three
 * plans, a key, and buyers with purchases and contracts, of whom some are signed in.
 */
export async function prepare(environment: Record<string, string>, sizes: Sizes): Promise<Prepared> {
  const services = openServices(readConfig(environment), { listen: false })
  try {
    const ctx = systemContext(services, 'prepareBench', 'cli')
    const organisation = await createOrganisation(ctx, {
      name: 'Bench',
      kind: 'seller',
      mode: 'test',
      owner: { name: 'Bench', email: 'owner@bench.example' },
    })
    const acting: Context = { ...ctx, actor: ownerOf(organisation.id) }
    const store = await createStore(acting, organisation.id, {
      code: 'bench',
      name: 'ベンチ電機',
      kind: 'pos',
      currency: 'JPY',
      timeZone: 'Asia/Tokyo',
      taxRegime: 'jp',
    })
    await putItems(acting, store, itemsOf(sizes.items))
    for (const plan of plans()) await createPlan(acting, plan)
    const { secret } = await createApiKey(acting, organisation.id, {
      name: 'Bench',
      storeCode: null,
      scopes: ['purchases:write', 'purchases:read', 'offers:read', 'settlements:write'],
      rateLimit: 10_000_000,
      expiresAt: null,
    })
    const knownIds = await sell(ctx, store, sizes)
    return {
      storeCode: store.code,
      key: secret,
      cookies: await signIn(ctx, knownIds.slice(0, sizes.sessions)),
      knownIds,
      accounts: await openAccounts(acting, store, knownIds.slice(0, sizes.accounts), sizes.coupons),
    }
  } finally {
    await services.close()
  }
}

/** The demo's three plans under names of our own, each for the items of its category. */
function plans() {
  const terms = Object.values(demoPlans)
    .flat()
    .map((plan) => plan.terms)
  return planCodes.map((code, i) =>
    PlanInput.parse({ code, terms: terms[i], attachments: [{ categories: [code] }] }),
  )
}

/** Every buyer's purchases, in batches as an import makes them; returns the buyers' ids. */
async function sell(
  ctx: Context,
  store: Store,
  { buyers, purchasesPerBuyer, items }: Sizes,
): Promise<string[]> {
  const random = chance(3)
  const day = 86_400_000
  const reports = Array.from({ length: buyers * purchasesPerBuyer }, (_, n) => {
    const [a, b, c] = [random(items), random(items), random(items)]
    return PurchaseInput.parse({
      storeCode: store.code,
      reference: `base-${n}`,
      purchasedAt: new Date(Date.now() - random(170) * day - random(day)).toISOString(),
      currency: 'JPY',
      buyer: { email: knownEmail(n % buyers), name: `買主 ${n % buyers}` },
      lines: [
        {
          code: itemCode(a),
          quantity: 1,
          unitPrice: itemPrice(a),
          plan: { planCode: planOf(a), price: Math.floor(itemPrice(a) / 20) },
        },
        { code: itemCode(b), quantity: 2, unitPrice: itemPrice(b) },
        { code: itemCode(c), quantity: 1, unitPrice: itemPrice(c) },
      ],
    })
  })
  const ids = new Set<string>()
  for (let at = 0; at < reports.length; at += 500) {
    const sales = reports.slice(at, at + 500).map((input) => ({ store, input, by: ctx }))
    for (const outcome of await inTransaction(ctx, (tx) => recordPurchases(tx, ctx, sales))) {
      if ('problem' in outcome) throw outcome.problem
      if (outcome.sale.contracts.length !== 1)
        throw new Error(`not one contract: ${JSON.stringify(outcome.sale.lines)}`)
      ids.add(outcome.sale.purchase.purchaser_id as string)
    }
  }
  return [...ids]
}

/** Sessions and proved addresses by SQL: a code by mail for each would measure nothing. Returns the cookies. */
async function signIn({ db }: Context, ids: readonly string[]): Promise<string[]> {
  const cookies = ids.map(() => randomBytes(32).toString('base64url'))
  await sql`
    with given as (select * from unnest(${ids}::uuid[], ${cookies.map(tokenHash)}::text[]) as g (id, token)),
    users as (
      insert into auth_users (id, name, email, email_verified, created_at, updated_at)
      select id, '', id || '@mamori.invalid', true, now(), now() from given returning id
    ),
    sessions as (
      insert into auth_sessions (user_id, token, expires_at, created_at, updated_at)
      select id, token, now() + interval '20 days', now(), now() from given
    ),
    identities as (insert into sign_in_identities (auth_user_id, purchaser_id) select id, id from given)
    update purchasers p set email_proven_at = now() from given g where p.bucket = bucket_of(g.id) and p.id = g.id`.execute(
    db,
  )
  return cookies
}
