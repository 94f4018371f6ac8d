import { hash } from 'node:crypto'
import { canonicalJson } from '#platform/text.ts'
import type { SettlementInput } from './schemas.ts'

/** Equal requests have equal hashes. How the caller wants to be answered is no part of what was asked. */
export function contentHash({ expectedAmountDue: _, askBuyer: _ask, ...content }: SettlementInput): Buffer {
  return hash('sha256', canonicalJson(content), 'buffer')
}
