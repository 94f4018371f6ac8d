import type { GuestClaimRequest } from '#api/types.ts'
import type { Draft } from './typed-claim.ts'

/** What the API takes of a draft; null while the cause or the symptom is not chosen. */
export function faultInput(draft: Draft): Omit<GuestClaimRequest, 'number' | 'contact'> | null {
  const { cause, fault, occurredOn, serialNumber, circumstances, description } = draft
  if (!cause || !fault) return null
  return {
    cause,
    fault,
    occurredOn,
    serialNumber: serialNumber.trim() || null,
    circumstances: [...(circumstances ?? [])],
    description: description.trim(),
  }
}
