import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../../root.tsx'

export const merchantRoutes = [
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/stores/$storeCode/profile',
    component: lazyRouteComponent(() => import('./merchant-page.tsx'), 'MerchantPage'),
  }),
] as const
