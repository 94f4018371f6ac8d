import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { settingsRoute } from '../../root.tsx'

export const staffRoutes = [
  createRoute({
    getParentRoute: () => settingsRoute,
    path: '/staff',
    component: lazyRouteComponent(() => import('./staff-page.tsx'), 'StaffPage'),
  }),
] as const
