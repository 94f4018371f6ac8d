import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../../root.tsx'

export const webhookRoutes = [
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/webhooks',
    component: lazyRouteComponent(() => import('./webhooks-page.tsx'), 'WebhooksPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/webhooks/$endpointId',
    component: lazyRouteComponent(() => import('./endpoint-page.tsx'), 'EndpointPage'),
  }),
] as const
