import type { ErrorMaker } from '#platform/errors.ts'
import { defineError } from '#platform/errors.ts'
import type { Refusal, RefusalCode } from './checks.ts'

export const claimNotFound = defineError('claim_not_found', 404, () => 'There is no such claim here.')
/** One answer for a wrong number and a wrong person: a stranger must not learn which numbers exist. */
export const claimNotMatched = defineError(
  'claim_not_matched',
  404,
  () => 'The number and the contact do not belong together. Check both, or ask the store.',
)
export const moveNotAllowed = defineError(
  'claim_move_not_allowed',
  409,
  (move: string, state: string) => `A claim that is ${state} does not allow ${move}.`,
)
export const claimChanged = defineError(
  'claim_changed',
  409,
  (version: number) => `The claim has changed meanwhile; its version is ${version}. Look at it again.`,
)
export const secondPersonRequired = defineError(
  'second_person_required',
  403,
  (above: number) => `Above ${above} two people decide, so a key cannot.`,
)
export const anotherPersonRequired = defineError(
  'another_person_required',
  403,
  (why: string) => `Another person must decide: ${why}.`,
)
export const noDecisionWaits = defineError(
  'no_decision_waits',
  409,
  () => 'No decision waits for a second person.',
)
export const tooManyPhotos = defineError(
  'too_many_photos',
  409,
  (most: number) => `A claim takes ${most} photos at most.`,
)
export const photoNotFound = defineError(
  'photo_not_found',
  404,
  () => 'There is no such photo of this claim.',
)
export const slipNotReady = defineError(
  'slip_not_ready',
  409,
  () => 'The return slip can be printed as soon as the claim is accepted.',
)

/** Refusals of the checks, each by its code; the sentence says what the person can do. */
const sentences: Record<RefusalCode, string> = {
  warranty_number_unknown: 'There is no warranty of this number here. Check it on the certificate.',
  person_mismatch: 'The warranty belongs to somebody else. Give the contact that was given at the purchase.',
  product_mismatch: 'The warranty covers another product.',
  serial_mismatch: 'The warranty covers a unit with another serial number. Check it on the product.',
  contract_not_in_force: 'The warranty is not in force.',
  cover_not_begun:
    'The cover had not begun on that day. Ask the maker: its own warranty may still have stood.',
  cover_over: 'The cover was over on that day.',
  cause_not_covered: 'This cause was not covered on that day.',
  excluded: 'A clause of the warranty excludes this.',
  limit_used_up: 'Nothing is left of the limit for this cause on that day.',
  claims_used_up: 'As many claims were made as the warranty allows.',
  claim_already_open: 'A claim on the same fault is open already. Follow that one.',
  waiting_days: 'The fault lies within the first days, for which the warranty does not stand.',
}
export const refusals = Object.fromEntries(
  Object.entries(sentences).map(([code, sentence]) => [
    code,
    defineError(code, code === 'warranty_number_unknown' ? 404 : 409, (refusal?: Refusal) =>
      refusal === undefined ? sentence : sentenceOf(refusal),
    ),
  ]),
) as Record<RefusalCode, ErrorMaker<[refusal?: Refusal]>>
/** What filing can be refused by. */
export const refusalErrors = Object.values(refusals)

export function sentenceOf(refusal: Refusal): string {
  const { clause } = refusal
  return clause === null
    ? sentences[refusal.code]
    : `${sentences[refusal.code]} (${clause.code}: ${clause.title.ja})`
}

export const claimOpen = defineError(
  'claim_open',
  409,
  (receptionNumber: string) =>
    `The goods of the claim ${receptionNumber} are with the repairer, or their replacement is on its way. It must end first.`,
)
