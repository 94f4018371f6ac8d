import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter } from '@tanstack/react-router'
import { DayPage } from './features/day/day-page.tsx'
import { QueuePage } from './features/queue/queue-page.tsx'
import { SalePage } from './features/sale/sale-page.tsx'
import { SalesPage } from './features/sales/sales-page.tsx'
import { SetUpPage } from './features/set-up/set-up-page.tsx'
import { SignInPage } from './features/sign-in/sign-in-page.tsx'
import { Frame } from './frame.tsx'
import { parseSearch, redirectTo, stringifySearch } from './navigation.tsx'
import { FailedPage, NotFoundPage } from './parts/other-pages.tsx'
import { paths } from './paths.ts'
import { mayWork } from './session.ts'
import { deviceNow } from './till/device.ts'

const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  notFoundComponent: NotFoundPage,
  errorComponent: FailedPage,
})
const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  component: SignInPage,
})
/** Behind the sign-in; without a connection a register that was set up goes on with what it has. */
const staffRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'staff',
  beforeLoad: async ({ context }) => {
    if (!(await mayWork(context.queries))) throw redirectTo(paths.signIn())
  },
})
const setUpRoute = createRoute({ getParentRoute: () => staffRoute, path: '/set-up', component: SetUpPage })
const tillRoute = createRoute({
  getParentRoute: () => staffRoute,
  id: 'till',
  component: Frame,
  beforeLoad: () => {
    if (!deviceNow()) throw redirectTo(paths.setUp())
  },
})
const pages = [
  createRoute({ getParentRoute: () => tillRoute, path: '/', component: SalePage }),
  createRoute({ getParentRoute: () => tillRoute, path: '/sales', component: SalesPage }),
  createRoute({ getParentRoute: () => tillRoute, path: '/day', component: DayPage }),
  createRoute({ getParentRoute: () => tillRoute, path: '/queue', component: QueuePage }),
] as const

export function createRegisterRouter(queries: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([
      signInRoute,
      staffRoute.addChildren([setUpRoute, tillRoute.addChildren(pages)]),
    ]),
    basepath: '/register',
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: false,
  })
}
