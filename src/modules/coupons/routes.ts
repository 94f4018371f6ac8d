import type { FastifyInstance } from 'fastify'
import type { Accounts } from './accounts.ts'
import { codeRoutes } from './code-routes.ts'
import { definitionRoutes } from './definition-routes.ts'
import { kioskRoutes } from './kiosk-routes.ts'
import { walletRoutes } from './wallet-routes.ts'

/** @param accounts what payments know of accounts, which are not known here */
export function couponRoutes(app: FastifyInstance, accounts: Accounts): void {
  definitionRoutes(app)
  codeRoutes(app)
  walletRoutes(app, accounts)
  kioskRoutes(app, accounts)
}
