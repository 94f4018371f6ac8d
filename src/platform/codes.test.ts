import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkSymbol, formatNumber, newNumber, parseNumber, symbolsOf } from './codes.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const numbers = fc.integer({ min: 0, max: 1023 }).map(newNumber)
const places = fc.integer({ min: 0, max: 12 })

describe('numbers for people', () => {
  test('carry their bucket and fit their check symbol', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1023 }), (bucket) => {
        const number = newNumber(bucket)
        expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{13}$/)
        expect(parseNumber(number)).toEqual({ number, bucket })
      }),
    )
  })

  test('every single wrong symbol is found, at every place', () => {
    for (const number of fc.sample(numbers, 50)) {
      for (let place = 0; place < 13; place += 1) {
        for (const symbol of alphabet) {
          if (symbol === number[place]) continue
          expect(parseNumber(number.slice(0, place) + symbol + number.slice(place + 1))).toBeUndefined()
        }
      }
    }
  })

  test('every swap of neighbours is found but that of 0 and Z', () => {
    let swaps = 0
    let missed = 0
    for (const a of alphabet) {
      for (const b of alphabet) {
        if (a === b) continue
        for (const place of [0, 5, 10, 11]) {
          const body = `${'7'.repeat(place)}${a}${b}${'7'.repeat(12)}`.slice(0, 12)
          const number = body + checkSymbol(body)
          const swapped = number.slice(0, place) + number[place + 1] + number[place] + number.slice(place + 2)
          if (swapped === number) continue
          swaps += 1
          const found = parseNumber(swapped) === undefined
          const blind = [number[place], number[place + 1]].sort().join('') === '0Z'
          expect(found, `${number} and ${swapped}`).toBe(!blind)
          if (!found) missed += 1
        }
      }
    }
    expect(swaps).toBeGreaterThan(3900)
    expect(missed).toBeLessThan(12)
  })

  test('however it is typed it is the same number', () => {
    const careless = fc.array(fc.constantFrom('', '', ' ', '-', ' - ', '　'), {
      minLength: 13,
      maxLength: 13,
    })
    fc.assert(
      fc.property(numbers, careless, fc.boolean(), (number, gaps, small) => {
        const letters = number.replaceAll('0', 'O').replaceAll('1', small ? 'l' : 'I')
        const typed = [...letters].map((symbol, i) => symbol + gaps[i]).join('')
        expect(parseNumber(small ? typed.toLowerCase() : typed)?.number).toBe(number)
        expect(parseNumber(formatNumber(number))?.number).toBe(number)
      }),
    )
  })

  test('is written 4-4-4-1', () => {
    expect(formatNumber('0A1B2C3D4E5F6')).toBe('0A1B-2C3D-4E5F-6')
  })

  test('text of another length or with signs outside the alphabet is none', () => {
    fc.assert(
      fc.property(numbers, places, fc.constantFrom('', 'U', '*', '時', '00'), (number, place, sign) => {
        expect(parseNumber(number.slice(0, place) + sign + number.slice(place + 1))).toBeUndefined()
      }),
    )
    expect(parseNumber('')).toBeUndefined()
    expect(parseNumber(`${newNumber(3)}0`)).toBeUndefined()
  })

  test('symbols of given bytes are the same for the same bytes', () => {
    expect(symbolsOf(Buffer.from([0, 31, 32, 255, 10]), 5)).toBe('0Z0ZA')
    expect(symbolsOf(Buffer.from([0, 31, 32, 255, 10]), 2)).toBe('0Z')
  })
})
