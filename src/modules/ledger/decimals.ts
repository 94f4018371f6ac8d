import { minorDigits } from '#platform/money.ts'

/** Minor units as people write them, without rounding: 12345 → `12345` in yen, `123.45` in dollars. */
export function decimalText(amount: number, currency: string): string {
  const digits = minorDigits(currency)
  const text = String(Math.abs(amount)).padStart(digits + 1, '0')
  const sign = amount < 0 ? '-' : ''
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}
