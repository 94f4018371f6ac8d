import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { moneyRoute } from '../../root.tsx'

export const calculatorRoutes = [
  createRoute({
    getParentRoute: () => moneyRoute,
    path: '/calculator',
    component: lazyRouteComponent(() => import('./calculator-page.tsx'), 'CalculatorPage'),
  }),
] as const
