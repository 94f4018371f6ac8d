import { couponOperations } from './coupon-operations.ts'
import { ledgerOperations } from './ledger-operations.ts'
import { merchantOperations } from './merchant-operations.ts'
import { paperOperations } from './paper-operations.ts'
import { paymentOperations } from './payment-operations.ts'
import { settlementOperations } from './settlement-operations.ts'
import type { Operation } from './operations.ts'

/** Everything that moves money or is paper of it. */
export const moneyOperations: Record<string, Operation> = {
  ...merchantOperations,
  ...paperOperations,
  ...paymentOperations,
  ...couponOperations,
  ...ledgerOperations,
  ...settlementOperations,
}
