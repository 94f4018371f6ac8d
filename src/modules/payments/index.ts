export { attemptsOf } from './attempts.ts'
export type { Attempt, NewAttempt } from './attempts.ts'
export { createAttempts } from './create-attempts.ts'
export { runAttempt } from './run-attempt.ts'
export { askAttempt } from './ask-attempt.ts'
export { cancelAttempt } from './cancel-attempt.ts'
export { requestRefund } from './request-refund.ts'
export {
  accountByIdentifier,
  accountsOf,
  mandateFor,
  ownsAccount,
  payingAccountOf,
} from './paying-account.ts'
export type { PayingAccount } from './paying-account.ts'
export { paymentChanged, refundChanged } from './events.ts'
export { accountUnknown, attemptErrors, refundExceedsPayment } from './errors.ts'
export { isDead, isFinal } from './model.ts'
export { askPayments, askRefunds } from './ask-payments.ts'
export { paymentsOfDay } from './payments-of-day.ts'
export { paymentJobs } from './jobs.ts'
export { paymentRoutes } from './routes.ts'
export { sealedByPayments } from './sealed.ts'
export { paymentsPersonalData } from './personal-data.ts'
export type * from './port.ts'
export { createMandate } from './create-mandate.ts'
export { depositMoney } from './deposit-money.ts'
export { openAccount } from './open-account.ts'
