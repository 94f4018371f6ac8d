import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../../root.tsx'

export const profileRoutes = [
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/profile',
    component: lazyRouteComponent(() => import('./profile-page.tsx'), 'ProfilePage'),
  }),
] as const
