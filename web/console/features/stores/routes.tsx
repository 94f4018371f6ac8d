import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../../root.tsx'

export const storeRoutes = [
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/stores',
    component: lazyRouteComponent(() => import('./stores-page.tsx'), 'StoresPage'),
  }),
] as const
