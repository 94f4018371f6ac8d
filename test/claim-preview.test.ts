import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paymentFor } from '#modules/contracts/index.ts'
import { PlanTerms } from '#modules/plans/index.ts'
import { paymentOf } from '../web/console/features/claims/payment.ts'
import { usualTerms } from './support/warranty.ts'

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 })
const share = fc.integer({ min: 0, max: 10_000 })
const deductible = fc.oneof(
  fc.constant({ kind: 'none' as const }),
  amount.map((value) => ({ kind: 'amount' as const, amount: value })),
  share.map((basisPoints) => ({ kind: 'share' as const, basisPoints })),
)

test('what the desk shows before an acceptance is what the server pays after it', () => {
  const plain = PlanTerms.parse(usualTerms)
  fc.assert(
    fc.property(
      amount,
      amount,
      fc.option(amount),
      deductible,
      fc.option(share),
      (price, estimate, most, its, exchangeThreshold) => {
        const terms = { ...plain, deductible: its, exchangeThreshold }
        const left = { most, limits: [], claims: null }
        expect(paymentOf({ price, terms, most }, estimate, false)).toEqual(
          paymentFor({ price, terms, covers: [] }, left, estimate),
        )
      },
    ),
  )
})
