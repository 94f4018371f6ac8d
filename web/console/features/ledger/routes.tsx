import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { moneyRoute } from '../../root.tsx'

export const ledgerRoutes = [
  createRoute({
    getParentRoute: () => moneyRoute,
    path: '/balances',
    component: lazyRouteComponent(() => import('./balances-page.tsx'), 'BalancesPage'),
  }),
  createRoute({
    getParentRoute: () => moneyRoute,
    path: '/journals',
    component: lazyRouteComponent(() => import('./journals-page.tsx'), 'JournalsPage'),
  }),
  createRoute({
    getParentRoute: () => moneyRoute,
    path: '/periods',
    component: lazyRouteComponent(() => import('./periods-page.tsx'), 'PeriodsPage'),
  }),
  createRoute({
    getParentRoute: () => moneyRoute,
    path: '/payouts',
    component: lazyRouteComponent(() => import('./payouts/payouts-page.tsx'), 'PayoutsPage'),
  }),
  createRoute({
    getParentRoute: () => moneyRoute,
    path: '/reconciliation',
    component: lazyRouteComponent(
      () => import('./reconciliation/reconciliation-page.tsx'),
      'ReconciliationPage',
    ),
  }),
] as const
