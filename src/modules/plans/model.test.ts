import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coversOf, fits, premiumAt, termsFaults } from './model.ts'
import { Attachment, PlanTerms } from './schemas.ts'

function terms(more: object = {}): PlanTerms {
  return PlanTerms.parse({
    name: { ja: '5年保証' },
    liableParty: 'Shop',
    currency: 'JPY',
    termMonths: 60,
    covers: [
      { kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 4000 },
      { kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 6000 },
    ],
    price: { kind: 'fixed', premium: 10_000 },
    ...more,
  })
}

describe('covers as intervals of days', () => {
  test('damage from the purchase, failure a year later, both to 2031-11-22', () => {
    expect(coversOf(terms(), '2026-11-22', 12, 10_000)).toEqual([
      { kind: 'physical_damage', startsOn: '2026-11-22', endsOn: '2031-11-22', premiumPart: 4000 },
      { kind: 'natural_failure', startsOn: '2027-11-22', endsOn: '2031-11-22', premiumPart: 6000 },
    ])
  })

  test("two years of maker's warranty leave three of a plan of five", () => {
    const [, failure] = coversOf(terms(), '2026-11-22', 24, 10_000)
    expect(failure).toMatchObject({ startsOn: '2028-11-22', endsOn: '2031-11-22' })
  })

  test("a maker's warranty as long as the plan leaves no cover of failure", () => {
    expect(coversOf(terms(), '2026-11-22', 60, 10_000).map((c) => c.kind)).toEqual(['physical_damage'])
  })

  test('where the catalogue does not say, the plan says how long makers warrant', () => {
    const [, failure] = coversOf(terms({ assumedMakerWarrantyMonths: 6 }), '2026-11-22', null, 10_000)
    expect(failure?.startsOn).toBe('2027-05-22')
  })

  test('months clamp at the end of February', () => {
    const [damage] = coversOf(terms({ termMonths: 12 }), '2024-02-29', 0, 1)
    expect(damage?.endsOn).toBe('2025-02-28')
  })

  test('the premium is split over the covers to the last yen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.integer({ min: 0, max: 10_000 }),
        (premium, share) => {
          const split = terms({
            covers: [
              { kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: share },
              { kind: 'natural_failure', start: { rule: 'purchase' }, premiumShare: 10_000 - share },
            ],
          })
          const parts = coversOf(split, '2026-11-22', 12, premium).map((c) => c.premiumPart)
          expect(parts.reduce((a, b) => a + b, 0)).toBe(premium)
        },
      ),
    )
  })
})

describe('the premium of a price', () => {
  test('a share is rounded down to its step and never below its minimum', () => {
    const price = { kind: 'share', basisPoints: 500, minimum: 1000, roundTo: 10 }
    expect(premiumAt(terms({ price }), 198_000)).toBe(9900)
    expect(premiumAt(terms({ price }), 54_799)).toBe(2730)
    expect(premiumAt(terms({ price }), 100)).toBe(1000)
  })

  test('bands hold prices from their first to below their end', () => {
    const price = {
      kind: 'bands',
      bands: [
        { from: 100, to: 200, premium: 1 },
        { from: 200, to: null, premium: 2 },
      ],
    }
    expect([99, 100, 199, 200, 10 ** 9].map((p) => premiumAt(terms({ price }), p))).toEqual([
      undefined,
      1,
      1,
      2,
      2,
    ])
  })

  test('a share of a price beyond 32 bits is exact', () => {
    expect(premiumAt(terms({ price: { kind: 'share', basisPoints: 9999 } }), 9_000_000_000_000_000)).toBe(
      8_999_100_000_000_000,
    )
  })
})

describe('attachments', () => {
  const subject = {
    storeCode: 's',
    code: 'A',
    gtin: null,
    category: 'tv',
    price: 100,
    makerWarrantyMonths: 12,
    itemUnknown: false,
  }
  const attach = (more: object) => Attachment.parse(more)

  test('every condition given must hold', () => {
    expect(fits(attach({ categories: ['tv'], priceFrom: 100, priceTo: 100 }), subject)).toBe(true)
    expect(fits(attach({ categories: ['tv'], priceFrom: 101 }), subject)).toBe(false)
    expect(fits(attach({ storeCode: 'other', categories: ['tv'] }), subject)).toBe(false)
  })

  test('T10 codes are exact: another case is another item', () => {
    expect(fits(attach({ itemCodes: ['A'] }), subject)).toBe(true)
    expect(fits(attach({ itemCodes: ['a'] }), subject)).toBe(false)
  })

  test('of an item that no catalogue knows, code and price must fit; its category is the word of the seller', () => {
    const unknown = { ...subject, category: null, itemUnknown: true }
    expect(fits(attach({ categories: ['tv'], priceTo: 100 }), unknown)).toBe(true)
    expect(fits(attach({ categories: ['tv'], priceTo: 99 }), unknown)).toBe(false)
    expect(fits(attach({ categories: ['tv'], itemCodes: ['B'] }), unknown)).toBe(false)
  })

  test('an attachment without a condition is refused', () => {
    expect(Attachment.safeParse({ storeCode: 's' }).error?.issues[0]).toMatchObject({
      params: { code: 'attachment_without_condition' },
    })
  })
})

describe('terms that contradict themselves', () => {
  test.each([
    [
      { covers: [{ kind: 'natural_failure', start: { rule: 'purchase' }, premiumShare: 9999 }] },
      'premium_shares',
    ],
    [
      {
        covers: [
          { kind: 'natural_failure', start: { rule: 'purchase' }, premiumShare: 5000 },
          { kind: 'natural_failure', start: { rule: 'purchase' }, premiumShare: 5000 },
        ],
      },
      'cover_twice',
    ],
    [{ price: { kind: 'bands', bands: [{ from: 5, to: 5, premium: 1 }] } }, 'band_empty'],
    [
      {
        price: {
          kind: 'bands',
          bands: [
            { from: 0, to: null, premium: 1 },
            { from: 9, to: null, premium: 1 },
          ],
        },
      },
      'bands_overlap',
    ],
  ])('%j', (more, code) => {
    expect(termsFaults(terms(more)).map((f) => f.code)).toEqual([code])
  })

  test('sound terms have no fault', () => {
    expect(termsFaults(terms())).toEqual([])
  })
})
