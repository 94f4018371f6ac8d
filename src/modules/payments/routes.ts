import type { FastifyInstance } from 'fastify'
import { accountRoutes } from './account-routes.ts'
import { providerEventRoutes } from './event-routes.ts'
import { sandboxPaymentRoutes } from './sandbox-routes.ts'
import { storePaymentRoutes } from './store-routes.ts'

export function paymentRoutes(app: FastifyInstance): void {
  accountRoutes(app)
  storePaymentRoutes(app)
  sandboxPaymentRoutes(app)
  providerEventRoutes(app)
}
