import { createRoute } from '@tanstack/react-router'
import { rootRoute } from '../../root.tsx'
import { SignInPage } from './sign-in-page.tsx'

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  component: SignInPage,
})
