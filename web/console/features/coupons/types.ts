import type { components } from '#api/schema.d.ts'

type Schemas = components['schemas']
export type Coupon = Schemas['Coupon']
export type CouponTerms = Schemas['CouponTermsView']
export type CouponTermsRequest = Schemas['CouponTermsRequest']
export type CouponState = Schemas['CouponState']
export type CouponUse = Schemas['CouponUse']
export type CouponCodeBatch = Schemas['CouponCodeBatch']
export type NewCouponCodes = Schemas['NewCouponCodes']
export type CouponFunder = Schemas['CouponFunder']
