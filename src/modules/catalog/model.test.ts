import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isGtin } from './model.ts'

test('GTINs of all four lengths are known by their check digit', () => {
  for (const gtin of ['4006381333931', '96385074', '036000291452', '10012345678902'])
    expect(isGtin(gtin)).toBe(true)
})

test('a GTIN with one digit changed is refused', () => {
  fc.assert(
    fc.property(fc.nat({ max: 12 }), fc.integer({ min: 1, max: 9 }), (place, by) => {
      const gtin = [...'4006381333931']
      gtin[place] = String((Number(gtin[place]) + by) % 10)
      expect(isGtin(gtin.join(''))).toBe(false)
    }),
  )
})

test.each([
  '',
  '4006381333930',
  '400638133393',
  '40063813339310',
  '4006381333931 ',
  '４００６３８１３３３９３１',
  '0',
])('%j is no GTIN', (text) => {
  expect(isGtin(text)).toBe(text === '0'.repeat(8))
})
