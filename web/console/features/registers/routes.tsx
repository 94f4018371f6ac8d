import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { moneyRoute } from '../../root.tsx'

export const registerRoutes = [
  createRoute({
    getParentRoute: () => moneyRoute,
    path: '/registers',
    component: lazyRouteComponent(() => import('./registers-page.tsx'), 'RegistersPage'),
  }),
] as const
