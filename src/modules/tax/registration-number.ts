import { z } from 'zod'

/** Weights of the twelve digits behind the check digit, from the left. */
const weights = [2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]

/** The digit that stands before twelve digits of a registration number: 1 to 9, never 0. */
export function checkDigit(twelve: string): number {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(twelve[i]), 0)
  return 9 - (sum % 9)
}

/** One spelling: full-width signs, small letters, hyphens and blanks are how people copy the number. */
export function normalRegistrationNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s\-‐‑–−]/g, '')
    .toUpperCase()
}

/** True where the first digit checks the others. Individuals' numbers are not known to follow the same rule. */
export function hasCheckDigit(number: string): boolean {
  return checkDigit(number.slice(2)) === Number(number[1])
}

/** T and 13 digits, of which the first need not check the others. */
export const WrittenRegistrationNumber = z
  .string()
  .max(40)
  .transform(normalRegistrationNumber)
  .superRefine((number, ctx) => {
    if (!/^T\d{13}$/.test(number))
      ctx.addIssue({
        code: 'custom',
        message: 'must be T and 13 digits',
        params: { code: 'invalid_registration_number' },
        continue: false,
      })
  })

/** Number of an issuer of qualified invoices that is a company: T and 13 digits, of which the first checks the others. */
export const RegistrationNumber = WrittenRegistrationNumber.superRefine((number, ctx) => {
  if (!hasCheckDigit(number))
    ctx.addIssue({
      code: 'custom',
      message: 'the first digit does not check the others; look for a slip',
      params: { code: 'wrong_check_digit' },
    })
})
