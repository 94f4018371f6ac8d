export { findMerchant, providerKeysOf } from './find-merchant.ts'
export { MerchantProfile, PriceBasis } from './schemas.ts'
