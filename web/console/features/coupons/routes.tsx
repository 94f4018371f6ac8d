import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { frameRoute } from '../../root.tsx'

export const couponRoutes = [
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/coupons',
    component: lazyRouteComponent(() => import('./coupons-page.tsx'), 'CouponsPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/create-coupon',
    component: lazyRouteComponent(() => import('./editor/create-coupon-page.tsx'), 'CreateCouponPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/coupons/$couponId',
    component: lazyRouteComponent(() => import('./coupon-page.tsx'), 'CouponPage'),
  }),
  createRoute({
    getParentRoute: () => frameRoute,
    path: '/coupons/$couponId/edit',
    component: lazyRouteComponent(() => import('./editor/edit-coupon-page.tsx'), 'EditCouponPage'),
  }),
] as const
