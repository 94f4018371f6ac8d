import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { CartPage } from './features/cart/cart-page.tsx'
import { CheckoutPage } from './features/checkout/checkout-page.tsx'
import { DonePage } from './features/done/done-page.tsx'
import { DoorsPage } from './features/doors/doors-page.tsx'
import { GoodPage } from './features/good/good-page.tsx'
import { WindowPage } from './features/window/window-page.tsx'
import { Frame } from './frame.tsx'
import { parseSearch, stringifySearch } from './navigation.tsx'
import { FailedPage, NotFoundPage } from './parts/other-pages.tsx'

const rootRoute = createRootRoute({ notFoundComponent: NotFoundPage, errorComponent: FailedPage })
const doorsRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: DoorsPage })
/** Everything inside one shop. */
const shopRoute = createRoute({ getParentRoute: () => rootRoute, path: '/$slug', component: Frame })
const pages = [
  createRoute({ getParentRoute: () => shopRoute, path: '/', component: WindowPage }),
  createRoute({ getParentRoute: () => shopRoute, path: '/goods/$code', component: GoodPage }),
  createRoute({ getParentRoute: () => shopRoute, path: '/cart', component: CartPage }),
  createRoute({ getParentRoute: () => shopRoute, path: '/checkout', component: CheckoutPage }),
  createRoute({ getParentRoute: () => shopRoute, path: '/orders/$number', component: DonePage }),
] as const

export function createShopRouter() {
  return createRouter({
    routeTree: rootRoute.addChildren([doorsRoute, shopRoute.addChildren(pages)]),
    basepath: '/shop',
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    defaultPreload: false,
  })
}
