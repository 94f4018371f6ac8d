import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../root.tsx'

export const purchaseRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/purchases',
    component: lazyRouteComponent(() => import('./purchases-page.tsx'), 'PurchasesPage'),
  }),
] as const
