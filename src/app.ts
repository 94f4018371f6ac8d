import type { FastifyInstance } from 'fastify'
import { catalogRoutes } from '#modules/catalog/index.ts'
import { claimRoutes } from '#modules/claims/index.ts'
import { contractRoutes } from '#modules/contracts/index.ts'
import { couponRoutes } from '#modules/coupons/index.ts'
import { createAuthenticate, identityRoutes } from '#modules/identity/index.ts'
import { merchantRoutes } from '#modules/merchants/index.ts'
import { ledgerRoutes } from '#modules/ledger/index.ts'
import { notifyRoutes } from '#modules/notify/index.ts'
import { paperRoutes } from '#modules/papers/index.ts'
import { accountsOf, ownsAccount, paymentRoutes, paymentsOfDay } from '#modules/payments/index.ts'
import { planRoutes } from '#modules/plans/index.ts'
import { purchaseRoutes } from '#modules/purchases/index.ts'
import { salesRoutes } from '#modules/sales/index.ts'
import { settlementRoutes } from '#modules/settlements/index.ts'
import type { Services } from '#platform/context.ts'
import { createFeed } from '#platform/feed.ts'
import { createHttp } from '#platform/http.ts'
import { auditRoutes } from './audit/routes.ts'
import { healthRoutes } from './health.ts'
import { personalData } from './personal-data.ts'
import { sandboxRoutes } from './sandbox.ts'
import { shopfrontRoutes } from './shopfront/routes.ts'
import { serveWeb } from './web.ts'

/** Builds the HTTP application: the platform's server with each module's routes and the web apps. */
export async function createApp(services: Services): Promise<FastifyInstance> {
  const app = await createHttp(services, createAuthenticate(services))
  const feed = createFeed(services)
  app.addHook('preClose', () => feed.close())
  healthRoutes(app, services)
  identityRoutes(app, { feed, personalData })
  merchantRoutes(app)
  paperRoutes(app)
  catalogRoutes(app)
  planRoutes(app)
  salesRoutes(app, services)
  purchaseRoutes(app)
  contractRoutes(app)
  claimRoutes(app)
  settlementRoutes(app, { feed, services })
  paymentRoutes(app)
  ledgerRoutes(app, { paymentsOfDay })
  couponRoutes(app, { ownsAccount, accountsOf })
  sandboxRoutes(app)
  auditRoutes(app)
  notifyRoutes(app)
  // The demo's shops are strangers who share our port; a real platform has none.
  if (services.config.MAMORI_ENV !== 'production') shopfrontRoutes(app, services)
  await serveWeb(app, services)
  return app
}
