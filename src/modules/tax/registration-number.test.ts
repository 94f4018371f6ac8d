import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RegistrationNumber, checkDigit } from './registration-number.ts'

const twelve = fc.array(fc.nat(9), { minLength: 12, maxLength: 12 }).map((digits) => digits.join(''))
const codeOf = (text: string) =>
  RegistrationNumber.safeParse(text).error?.issues.map((issue) =>
    issue.code === 'custom' ? issue.params?.['code'] : issue.code,
  )

describe('M33 the number of an issuer of invoices', () => {
  test.each([
    ['123456789012', 7],
    ['011001098993', 4],
    ['010705000725', 7],
    ['111111111111', 9],
    ['999999999999', 9],
  ])('before %s stands %d', (digits, wanted) => {
    expect(checkDigit(digits)).toBe(wanted)
    expect(RegistrationNumber.safeParse(`T${wanted}${digits}`).success).toBe(true)
  })

  test('a wrong first digit is told apart from a wrong shape', () => {
    expect(codeOf('T4011001098994')).toEqual(['wrong_check_digit'])
    for (const wrong of ['', 'T', '7123456789012', 'T712345678901', 'T71234567890123', 'X7123456789012'])
      expect(codeOf(wrong), wrong).toEqual(['invalid_registration_number'])
  })

  test('however it is typed it has one spelling', () => {
    for (const typed of [
      'T7123456789012',
      't7123456789012',
      'Ｔ７１２３４５６７８９０１２',
      'T7 1234-5678‐9012',
    ])
      expect(RegistrationNumber.parse(typed)).toBe('T7123456789012')
  })

  test('the check digit is 1 to 9, and sees every slip in one digit but 0 for 9', () => {
    fc.assert(
      fc.property(twelve, fc.nat(11), fc.integer({ min: 1, max: 9 }), (digits, place, by) => {
        expect(checkDigit(digits)).toBeGreaterThanOrEqual(1)
        expect(checkDigit(digits)).toBeLessThanOrEqual(9)
        const changed = (Number(digits[place]) + by) % 10
        const other = `${digits.slice(0, place)}${changed}${digits.slice(place + 1)}`
        const zeroForNine = [digits[place], String(changed)].sort().join('') === '09'
        expect(checkDigit(other) === checkDigit(digits)).toBe(zeroForNine)
      }),
    )
    expect(codeOf('T7010705000725') ?? codeOf('T7010705900725')).toBeUndefined()
  })
})
