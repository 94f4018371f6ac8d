import { claimMutations } from './claims.ts'
import { contracts } from './contracts.ts'
import { coupons } from './coupons.ts'
import { ledger } from './ledger.ts'
import type { Mutation } from './mutation.ts'
import { payments } from './payments.ts'
import { plans } from './plans.ts'
import { platform } from './platform.ts'
import { purchases } from './purchases.ts'
import { settlementMutations } from './settlements.ts'
import { taxMutations } from './tax.ts'

/** Every rule that `npm run mutate` takes away; a new rule of money or cover brings its own. */
export const mutations: readonly Mutation[] = [
  ...purchases,
  ...contracts,
  ...claimMutations,
  ...coupons,
  ...payments,
  ...ledger,
  ...plans,
  ...platform,
  ...settlementMutations,
  ...taxMutations,
]
