import { hash } from 'node:crypto'
import { canonicalJson } from '#platform/text.ts'

/**
 * The name of a quote is made from all that it says, so nothing is stored: whoever confirms sends it back, and where
 * the quote of that moment has another name, something has changed.
 */
export function quoteId(quote: object): string {
  return `qt_${hash('sha256', canonicalJson(quote), 'hex').slice(0, 32)}`
}
