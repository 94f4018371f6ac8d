export { contractRoutes } from './routes.ts'
export {
  contractCancelled,
  contractIssued,
  contractPerformed,
  contractReinstated,
  contractVoided,
} from './events.ts'
export { refundOn } from './cancellation.ts'
export { issueContracts } from './issue-contracts.ts'
export { endReturnedContracts, endRevisedContracts } from './end-contracts.ts'
export { findContract, findContractByNumber, findContracts, listContractsOfPurchases } from './queries.ts'
export { coverStatus, lastDay, statusOf } from './model.ts'
export { isUsedUp, leftOn, paymentFor } from './limits.ts'
export type { Cause, Covered, Left, LimitLeft, Payment, Use } from './limits.ts'
export {
  claimsOfContracts,
  closeContractClaim,
  coveredOf,
  listContractClaims,
  lockContract,
  openContractClaim,
  reopenContractClaim,
  reserveForClaim,
  usesOf,
} from './contract-claims.ts'
export type { ContractClaimRow } from './contract-claims.ts'
export type { Contract } from './queries.ts'
export type { ContractRow } from './rows.ts'
export { issuedContract, leftView } from './views.ts'
export { IssuedContract, WarrantyNumber } from './schemas.ts'
export { LimitLeftView } from './limit-schemas.ts'
export { fulfilContract } from './fulfil-contract.ts'
export { contractTerms } from './terms.ts'
export type { Terms } from './terms.ts'
export { Clause, CoverKind } from './schemas.ts'
export { sealedByContracts } from './sealed.ts'
export { contractsPersonalData } from './personal-data.ts'
export { contractNotFound } from './errors.ts'
