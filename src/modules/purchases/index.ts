export { purchaseRoutes } from './routes.ts'
export { matchPendingLines } from './match-pending-lines.ts'
export { purchaseDisowned, purchaseRecorded } from './events.ts'
export {
  lineAmountMismatch,
  originalUnknown,
  purchaseConflict,
  purchaseVoided,
  returnExceedsPurchase,
  revisionGap,
  revisionNotPossible,
} from './errors.ts'
export { reportOf } from './model.ts'
export type { Report } from './model.ts'
export { findLines, findPurchaseIds, findPurchases, keyName, lockPurchases, purchaseKey } from './queries.ts'
export { openWave } from './record-wave.ts'
export type { Outcome, Recorded, Recording } from './recording.ts'
export type { LineRow, PurchaseRow } from './rows.ts'
export { everHeldPurchaseIds, holdingPerson, visiblePurchaseIds } from './holdings.ts'
export { purchasesPersonalData } from './personal-data.ts'
export { pickUpCode } from './pick-up-code.ts'
export { purchaseView } from './views.ts'
export { LineInput, PurchaseInput, PurchaseView, Reference } from './schemas.ts'
