import type { FieldError } from '#platform/errors.ts'
import { defineError } from '#platform/errors.ts'

export const purchaseNotFound = defineError(
  'purchase_not_found',
  404,
  () => 'There is no such purchase here.',
)
export const purchaseConflict = defineError(
  'purchase_conflict',
  409,
  (reference: string, _differing: FieldError[]) =>
    `The purchase ${reference} is recorded with other content. Send a higher revision to replace it.`,
  (_reference, differing: FieldError[]) => ({ errors: differing }),
)
export const revisionNotPossible = defineError(
  'revision_not_possible',
  409,
  (why: string) =>
    `A higher revision cannot replace this: ${why}. Void it and report it under a new reference.`,
)
export const revisionGap = defineError(
  'revision_outdated',
  409,
  (current: number) => `Revision ${current} of this purchase is recorded; an older one cannot replace it.`,
)
export const lineAmountMismatch = defineError(
  'line_amount_mismatch',
  422,
  (field: string, expected: number) => `${field} is not quantity × unitPrice, ${expected}.`,
  (field, expected) => ({
    errors: [{ field, code: 'line_amount_mismatch', message: `is not quantity × unitPrice, ${expected}` }],
  }),
)
export const returnExceedsPurchase = defineError(
  'return_exceeds_purchase',
  409,
  (field: string, left: number) => `More is returned than was bought: ${left} left to return.`,
  (field, left) => ({
    errors: [{ field, code: 'return_exceeds_purchase', message: `${left} left to return` }],
  }),
)
export const originalUnknown = defineError(
  'original_unknown',
  422,
  () => 'The store has no purchase under the reference in returnOf.',
  () => ({
    errors: [
      {
        field: 'returnOf',
        code: 'original_unknown',
        message: 'no purchase of this store has this reference',
      },
    ],
  }),
)
export const purchaseVoided = defineError(
  'purchase_voided',
  409,
  () => 'The original was voided before; nothing is left of it.',
)
export const pickUpWrong = defineError(
  'pick_up_wrong',
  404,
  () => 'Receipt number and pick-up code do not belong together.',
)
export const purchaseHeld = defineError('purchase_held', 409, () => 'Somebody holds this purchase already.')
