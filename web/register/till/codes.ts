import { isReference } from './references.ts'
import type { Item } from './types.ts'

/** What a camera, a hand scanner or a person put in. */
export type ReadCode =
  | { kind: 'member'; token: string }
  | { kind: 'receipt'; reference: string }
  | { kind: 'settlement'; id: string }
  | { kind: 'item'; code: string }

/** A scanner in the country's own key layout may send full-width signs; codes are compared as plain ones. */
export function readCode(text: string): ReadCode | null {
  const code = text.normalize('NFKC').trim()
  if (code === '') return null
  if (/^m\d\.[\w-]{60,}$/.test(code)) return { kind: 'member', token: code }
  if (/^stl_[0-9a-z]{20,}$/.test(code)) return { kind: 'settlement', id: code }
  if (isReference(code)) return { kind: 'receipt', reference: code }
  return { kind: 'item', code }
}

/** All items that a code means: the store's own code comes first, then the number under the bars. */
export function itemsOfCode(items: readonly Item[], code: string): Item[] {
  const exact = items.filter((item) => item.code === code)
  if (exact.length > 0) return exact
  const gtin = gtinOf(code)
  return gtin === null ? [] : items.filter((item) => item.gtin !== null && gtinOf(item.gtin) === gtin)
}

/** The same number may be printed with 8, 12 or 13 digits, and with leading zeros as 14. */
function gtinOf(code: string): string | null {
  return /^(?:\d{8}|\d{12,14})$/.test(code) ? code.padStart(14, '0') : null
}

/** Items by parts of their names and codes, in the order of how well they fit. */
export function searchItems(items: readonly Item[], text: string, most = 30): Item[] {
  const words = plain(text).split(/\s+/).filter(Boolean)
  if (words.length === 0) return items.slice(0, most)
  const found: { item: Item; rank: number }[] = []
  for (const item of items) {
    const code = plain(item.code)
    const all = [code, plain(item.name), plain(item.model ?? ''), plain(item.maker ?? ''), item.gtin ?? '']
    if (!words.every((word) => all.some((part) => part.includes(word)))) continue
    const first = words[0] as string
    const rank = code === first ? 0 : code.startsWith(first) ? 1 : plain(item.name).startsWith(first) ? 2 : 3
    found.push({ item, rank })
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ item }) => item)
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
