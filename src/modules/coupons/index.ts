export { chooseCoupons } from './choose-coupons.ts'
export type { Candidate, Chosen, CouponRefusal, ScopedLine } from './choose-coupons.ts'
export {
  commitCoupons,
  findCandidates,
  holdCoupons,
  releaseCoupons,
  restoreCoupons,
  returnShares,
} from './take-coupons.ts'
export type { CouponTake } from './take-coupons.ts'
export { CouponTerms, FaceBasis, Funder } from './schemas.ts'
