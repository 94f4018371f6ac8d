import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, redirect } from '@tanstack/react-router'
import { AccountPage } from './features/accounts/account-page.tsx'
import { AccountsPage } from './features/accounts/accounts-page.tsx'
import { AddAccountPage } from './features/accounts/add-account-page.tsx'
import { AddCouponPage } from './features/coupons/add-coupon-page.tsx'
import { CouponPage } from './features/coupons/coupon-page.tsx'
import { CouponsPage } from './features/coupons/coupons-page.tsx'
import { SelectCouponsPage } from './features/coupons/select-page.tsx'
import { ErasurePage } from './features/erasure/erasure-page.tsx'
import { GoodbyePage } from './features/erasure/goodbye-page.tsx'
import { ClaimsPage } from './features/claims/claims-page.tsx'
import { FileMyClaimPage } from './features/claims/filing/file-my-claim-page.tsx'
import { GuestClaimPage } from './features/claims/guest/guest-claim-page.tsx'
import { GuestFilePage } from './features/claims/guest/guest-file-page.tsx'
import { GuestFollowPage } from './features/claims/guest/guest-follow-page.tsx'
import { GuestStartPage } from './features/claims/guest/guest-start-page.tsx'
import { ClaimPage } from './features/claims/tracking/claim-page.tsx'
import { HomePage } from './features/home/home-page.tsx'
import { MePage } from './features/me/me-page.tsx'
import { PaperPage } from './features/papers/paper-page.tsx'
import { PapersPage } from './features/papers/papers-page.tsx'
import { PayPage } from './features/pay/pay-page.tsx'
import { PaymentPage } from './features/pay/payment-page.tsx'
import { PaymentsPage } from './features/pay/payments-page.tsx'
import { PickUpPage } from './features/pick-up/pick-up-page.tsx'
import { ProvePage } from './features/prove/prove-page.tsx'
import { PurchasePage } from './features/purchases/purchase-page.tsx'
import { PurchasesPage } from './features/purchases/purchases-page.tsx'
import { SignInPage } from './features/sign-in/sign-in-page.tsx'
import { WarrantyPage } from './features/warranty/warranty-page.tsx'
import { Frame } from './frame.tsx'
import { FailedPage, NotFoundPage, PendingPage } from './parts/other-pages.tsx'
import { dayOf, parseSearch, stringifySearch, texts } from './search.ts'
import { rememberMode, signedIn } from './session.ts'

const rootRoute = createRootRouteWithContext<{ queries: QueryClient }>()({
  notFoundComponent: NotFoundPage,
  errorComponent: FailedPage,
  beforeLoad: ({ location }) => {
    const { mode } = location.search as { mode?: string }
    if (mode === 'test' || mode === 'live') rememberMode(mode)
  },
})

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search) => texts(search, 'next', 'mode'),
  component: SignInPage,
})

const goodbyeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/goodbye',
  component: GoodbyePage,
})

/** /wallet/test/… opens the same page of the test world, for whoever is signed in to it. */
const testRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/test/$',
  beforeLoad: async ({ context, params, location }) => {
    rememberMode('test')
    const { _splat: rest = '' } = params
    const next = `/${rest}${location.searchStr}`
    // Whoever has no account is in no world yet: the warranty number says in which one it is.
    if (/^claim(?:\/|$)/.test(rest)) throw redirect({ href: next, replace: true })
    const person = await signedIn(context.queries)
    if (person?.mode === 'live')
      throw redirect({ to: '/sign-in', search: { next, mode: 'test' }, replace: true })
    throw redirect({ href: next, replace: true })
  },
})

/** For whoever has no account. */
const guestPages = [
  createRoute({ getParentRoute: () => rootRoute, path: '/claim', component: GuestStartPage }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/claim/new',
    component: GuestFilePage,
    validateSearch: (search) => texts(search, 'step'),
  }),
  createRoute({ getParentRoute: () => rootRoute, path: '/claim/follow', component: GuestFollowPage }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/claim/status',
    component: GuestClaimPage,
    validateSearch: (search) => texts(search, 'filed'),
  }),
] as const

/** Everything behind the sign-in; whoever is nobody goes there first and comes back to the same address. */
const frameRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'frame',
  component: Frame,
  pendingComponent: PendingPage,
  pendingMs: 150,
  pendingMinMs: 0,
  beforeLoad: async ({ context, location }) => {
    if (await signedIn(context.queries)) return
    throw redirect({
      to: '/sign-in',
      search: location.href === '/' ? {} : { next: location.href },
      replace: true,
    })
  },
})

const pages = [
  createRoute({ getParentRoute: () => frameRoute, path: '/', component: HomePage }),
  createRoute({ getParentRoute: () => frameRoute, path: '/contracts/$contractId', component: WarrantyPage }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/contracts/$contractId/claim',
    component: FileMyClaimPage,
    validateSearch: (search) => texts(search, 'step'),
  }),
  createRoute({ getParentRoute: () => frameRoute, path: '/claims', component: ClaimsPage }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/claims/$claimId',
    component: ClaimPage,
    validateSearch: (search) => texts(search, 'filed'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/purchases',
    component: PurchasesPage,
    validateSearch: (search) => {
      const [from, to] = [dayOf(search['from']), dayOf(search['to'])]
      return { ...texts(search, 'q', 'store', 'kind'), ...(from ? { from } : {}), ...(to ? { to } : {}) }
    },
  }),
  createRoute({ getParentRoute: () => frameRoute, path: '/purchases/$purchaseId', component: PurchasePage }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/pick-up',
    component: PickUpPage,
    validateSearch: (search) => texts(search, 'store', 'reference', 'code'),
  }),
  createRoute({ getParentRoute: () => frameRoute, path: '/prove', component: ProvePage }),
  createRoute({ getParentRoute: () => frameRoute, path: '/me', component: MePage }),
  createRoute({ getParentRoute: () => frameRoute, path: '/me/erasure', component: ErasurePage }),
  createRoute({ getParentRoute: () => frameRoute, path: '/papers', component: PapersPage }),
  createRoute({ getParentRoute: () => frameRoute, path: '/papers/$paperId', component: PaperPage }),
  createRoute({ getParentRoute: () => frameRoute, path: '/pay', component: PayPage }),
  createRoute({ getParentRoute: () => frameRoute, path: '/payments', component: PaymentsPage }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/payments/$settlementId',
    component: PaymentPage,
    validateSearch: (search) => texts(search, 'done'),
  }),
  createRoute({ getParentRoute: () => frameRoute, path: '/accounts', component: AccountsPage }),
  createRoute({ getParentRoute: () => frameRoute, path: '/accounts/add', component: AddAccountPage }),
  createRoute({ getParentRoute: () => frameRoute, path: '/accounts/$accountId', component: AccountPage }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/coupons',
    component: CouponsPage,
    validateSearch: (search) => texts(search, 'tab'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/coupons/add',
    component: AddCouponPage,
    validateSearch: (search) => texts(search, 'code'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/coupons/select/$accountId',
    component: SelectCouponsPage,
  }),
  createRoute({ getParentRoute: () => frameRoute, path: '/coupons/$holdingId', component: CouponPage }),
] as const

export function createWalletRouter(queries: QueryClient) {
  return createRouter({
    routeTree: rootRoute.addChildren([
      signInRoute,
      goodbyeRoute,
      testRoute,
      ...guestPages,
      frameRoute.addChildren(pages),
    ]),
    basepath: '/wallet',
    context: { queries },
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: false,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createWalletRouter>
  }
}
