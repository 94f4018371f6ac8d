export {
  storesByCode,
  storesById,
  organisationsById,
  findStore,
  getStore,
  actingStore,
  actingStoreIds,
  maySeeStore,
  getStoreById,
  storesOf,
  getOrganisation,
  organisationNow,
  secondDeciderAbove,
} from './organisations.ts'
export type { Organisation, Store } from './organisations.ts'
export { resolveBuyers } from './resolve-buyers.ts'
export type { BuyerReport, BuyerVia, NewBuyer, ResolvedBuyer } from './resolve-buyers.ts'
export { buyerHash } from './buyer-hash.ts'
export { readMemberToken, spendMemberToken } from './member-token.ts'
export type { ReadToken } from './member-token.ts'
export { keepNewBuyers } from './keep-new-buyers.ts'
export { comparableName } from './model.ts'
export { memberTokenExpired, memberTokenInvalid, memberTokenUsed } from './errors.ts'
export { buyerUnknown, clockBackward, notASandbox, storeNotFound, storeNotYours } from './errors.ts'
export { BuyerInput, StoreCode, StoreName, StoreParams, LanguageSchema, Done } from './schemas.ts'
export { contactHashText, normalEmail, normalPhone } from './model.ts'
export { sealedByIdentity } from './sealed.ts'
export { createAuthenticate } from './authenticate.ts'
export { contactProven, purchaserErased } from './events.ts'
export { dataKeysOf, openPurchaserName, openPurchaserNames } from './people.ts'
export { createOrganisation } from './create-organisation.ts'
export { createStore } from './create-store.ts'
export { createStaff } from './create-staff.ts'
export { resetSecondFactorOf } from './reset-second-factor.ts'
export { enrolTestStaff } from './test-factors.ts'
export { createApiKey } from './create-api-key.ts'
export { personOfContact } from './prove-contact.ts'
export { eraseAgain } from './erase-again.ts'
export { identityRoutes } from './routes.ts'
export { identityJobs, sweepSignInsJob } from './jobs.ts'
export { contactsOf, reachOwners, reachPurchasers, reachStaffOfStore } from './recipients.ts'
export { findPeople, personOnPaper, reachableContacts } from './find-people.ts'
export { networkOf, takeLimit } from './limits.ts'
export type { Limit } from './limits.ts'
export { lockSandbox, setOrganisationClock } from './sandbox-clock.ts'
