import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../root.tsx'

export const catalogRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/catalog',
    component: lazyRouteComponent(() => import('./catalog-page.tsx'), 'CatalogPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/catalog/upload',
    component: lazyRouteComponent(() => import('./upload-page.tsx'), 'UploadPage'),
  }),
] as const
