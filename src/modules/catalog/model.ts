/**
 * True for a GTIN-8, -12, -13 or -14 whose last digit is the check digit of the others: weights 3 and 1 from the
 * right, the sum a multiple of ten (GS1 General Specifications, section 7.9).
 */
export function isGtin(text: string): boolean {
  if (!/^(?:\d{8}|\d{12,14})$/.test(text)) return false
  let sum = 0
  for (let i = 0; i < text.length; i += 1) {
    const digit = text.charCodeAt(text.length - 1 - i) - 48
    sum += i % 2 === 0 ? digit : digit * 3
  }
  return sum % 10 === 0
}
