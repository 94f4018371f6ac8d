import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { moneyRoute } from '../../root.tsx'

export const settlementRoutes = [
  createRoute({
    getParentRoute: () => moneyRoute,
    path: '/settlements',
    component: lazyRouteComponent(() => import('./settlements-page.tsx'), 'SettlementsPage'),
  }),
] as const
