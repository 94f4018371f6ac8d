import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../../root.tsx'

export const organisationRoutes = [
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/organisation',
    component: lazyRouteComponent(() => import('./organisation-page.tsx'), 'OrganisationPage'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/organisations',
    component: lazyRouteComponent(() => import('./organisations-page.tsx'), 'OrganisationsPage'),
  }),
] as const
