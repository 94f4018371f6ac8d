import { sealedByClaims } from '#modules/claims/index.ts'
import { sealedByContracts } from '#modules/contracts/index.ts'
import { sealedByIdentity } from '#modules/identity/index.ts'
import { sealedByMerchants } from '#modules/merchants/index.ts'
import { sealedByNotify } from '#modules/notify/index.ts'
import { sealedBySettlements } from '#modules/settlements/index.ts'
import { sealedByPayments } from '#modules/payments/index.ts'
import type { SealedPlace } from '#platform/sealed-places.ts'

/** Everything that is sealed under the process's keys; a module that seals adds what it has. */
export const sealedPlaces: readonly SealedPlace[] = [
  ...sealedByIdentity,
  ...sealedByContracts,
  ...sealedByClaims,
  ...sealedByMerchants,
  ...sealedByPayments,
  ...sealedByNotify,
  ...sealedBySettlements,
]
