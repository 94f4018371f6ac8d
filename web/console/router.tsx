import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter } from '@tanstack/react-router'
import { apiKeyRoutes } from './features/api-keys/routes.tsx'
import { auditRoutes } from './features/audit/routes.tsx'
import { calculatorRoutes } from './features/calculator/routes.tsx'
import { catalogRoutes } from './features/catalog/routes.tsx'
import { claimRoutes } from './features/claims/routes.tsx'
import { contractRoutes } from './features/contracts/routes.tsx'
import { couponRoutes } from './features/coupons/routes.tsx'
import { ledgerRoutes } from './features/ledger/routes.tsx'
import { merchantRoutes } from './features/merchant/routes.tsx'
import { organisationRoutes } from './features/organisation/routes.tsx'
import { planRoutes } from './features/plans/routes.tsx'
import { profileRoutes } from './features/profile/routes.tsx'
import { purchaseRoutes } from './features/purchases/routes.tsx'
import { registerRoutes } from './features/registers/routes.tsx'
import { settlementRoutes } from './features/settlements/routes.tsx'
import { signInRoute } from './features/sign-in/routes.tsx'
import { staffRoutes } from './features/staff/routes.tsx'
import { storeRoutes } from './features/stores/routes.tsx'
import { webhookRoutes } from './features/webhooks/routes.tsx'
import { parseSearch, redirectTo, stringifySearch } from './navigation.tsx'
import { paths } from './paths.ts'
import { frameRoute, moneyRoute, rootRoute, settingsRoute } from './root.tsx'
import { signedIn } from './session.tsx'

/** The platform's own staff have no shop to look at; they begin with the organisations. */
async function isPlatform(queries: QueryClient): Promise<boolean> {
  const session = await signedIn(queries)
  return session?.scopes.includes('organisations:read') ?? false
}

const indexRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    throw redirectTo((await isPlatform(context.queries)) ? paths.organisations() : paths.purchases())
  },
})
const settingsIndexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    throw redirectTo((await isPlatform(context.queries)) ? paths.organisations() : paths.stores())
  },
})
const moneyIndexRoute = createRoute({
  getParentRoute: () => moneyRoute,
  path: '/',
  beforeLoad: () => {
    throw redirectTo(paths.settlements())
  },
})

const settings = [
  settingsIndexRoute,
  ...storeRoutes,
  ...merchantRoutes,
  ...apiKeyRoutes,
  ...webhookRoutes,
  ...staffRoutes,
  ...organisationRoutes,
  ...profileRoutes,
  ...auditRoutes,
] as const
const pages = [
  indexRoute,
  ...purchaseRoutes,
  ...contractRoutes,
  ...claimRoutes,
  ...catalogRoutes,
  ...planRoutes,
  ...couponRoutes,
] as const

const money = [
  moneyIndexRoute,
  ...settlementRoutes,
  ...registerRoutes,
  ...ledgerRoutes,
  ...calculatorRoutes,
] as const

export function createConsoleRouter(queries: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([
      signInRoute,
      frameRoute.addChildren([...pages, moneyRoute.addChildren(money), settingsRoute.addChildren(settings)]),
    ]),
    basepath: '/console',
    context: { queries },
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: false,
  })
}
