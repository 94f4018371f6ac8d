import { hash } from 'node:crypto'
import { canonicalJson } from '#platform/text.ts'
import type { SettlementInput } from './schemas.ts'

/** Equal requests have equal hashes. How the caller wants to be answered is no part of what was asked. */
export function contentHash(input: SettlementInput): Buffer {
  const asked = { ...input, expectedAmountDue: undefined, askBuyer: undefined }
  return hash('sha256', canonicalJson(asked), 'buffer')
}
