import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../root.tsx'

export const claimRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/claims',
    component: lazyRouteComponent(() => import('./claims-page.tsx'), 'ClaimsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/file-claim',
    component: lazyRouteComponent(() => import('./filing/file-claim-page.tsx'), 'FileClaimPage'),
  }),
] as const
