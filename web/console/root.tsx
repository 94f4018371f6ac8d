import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute } from '@tanstack/react-router'
import { Frame } from './frame.tsx'
import { paths } from './paths.ts'
import { redirectTo } from './navigation.tsx'
import { MoneyLayout } from './money-layout.tsx'
import { FailedPage, NotFoundPage } from './parts/other-pages.tsx'
import { signedIn } from './session.tsx'
import { SettingsLayout } from './settings-layout.tsx'

export const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  notFoundComponent: NotFoundPage,
  errorComponent: FailedPage,
})

/** Everything behind the sign-in; whoever is nobody goes there first and comes back to the same address. */
export const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: Frame,
  beforeLoad: async ({ context, location }) => {
    if (await signedIn(context.queries)) return
    throw redirectTo(paths.signIn({ next: location.href === '/' ? undefined : location.href }))
  },
})

export const settingsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/settings',
  component: SettingsLayout,
})

export const moneyRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/money',
  component: MoneyLayout,
})
