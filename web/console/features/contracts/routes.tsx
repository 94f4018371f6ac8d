import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../root.tsx'

export const contractRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/contracts',
    component: lazyRouteComponent(() => import('./contracts-page.tsx'), 'ContractsPage'),
  }),
] as const
