import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../root.tsx'

export const planRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/plans',
    component: lazyRouteComponent(() => import('./plans-page.tsx'), 'PlansPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/create-plan',
    component: lazyRouteComponent(() => import('./editor/create-plan-page.tsx'), 'CreatePlanPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/plans/$planCode',
    component: lazyRouteComponent(() => import('./plan-page.tsx'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/plans/$planCode/new-version',
    component: lazyRouteComponent(() => import('./editor/create-version-page.tsx'), 'CreateVersionPage'),
  }),
] as const
