import { describe, expect, test } from 'vitest'
import type { Known } from './checks.ts'
import { checkClaim, checks, refusalCodes } from './checks.ts'
import { PlanTerms } from '#modules/plans/index.ts'
import { usualTerms } from '#test/support/warranty.ts'

const terms = PlanTerms.parse({
  ...usualTerms,
  limits: [{ rule: 'aggregate', size: { priceShare: 10_000 } }],
  claimsLimit: { count: 2, period: 'term' },
  waitingDays: 10,
})
const known: Known = {
  state: 'in_force',
  itemCode: 'TV',
  serialNumber: 'AB-12 34',
  covered: {
    price: 100_000,
    terms,
    covers: [
      { kind: 'physical_damage', startsOn: '2026-11-22', endsOn: '2031-11-22' },
      { kind: 'natural_failure', startsOn: '2027-11-22', endsOn: '2031-11-22' },
    ],
  },
  claims: [],
  personMatches: true,
}
const asked = {
  itemCode: 'TV',
  serialNumber: 'ab1234',
  cause: 'natural_failure' as const,
  fault: 'display',
  lossOn: '2028-03-01',
  circumstances: [],
}
const claim = (more: object = {}) =>
  ({
    bucket: 1,
    contract_id: 'c',
    claim_id: 'x',
    state: 'open',
    cause: 'natural_failure',
    fault: 'sound',
    loss_on: '2028-01-01',
    amount: 0,
    exchange: false,
    goodwill: false,
    opened_at: '2028-01-01T00:00:00Z',
    closed_at: null,
    ...more,
  }) as unknown as Known['claims'][number]

/** One case for every refusal: what is asked or known otherwise than in the claim that passes. */
const cases: Record<(typeof refusalCodes)[number], { asked?: object; known?: Partial<Known> | null }> = {
  warranty_number_unknown: { known: null },
  person_mismatch: { known: { personMatches: false } },
  product_mismatch: { asked: { itemCode: 'RADIO' } },
  serial_mismatch: { asked: { serialNumber: 'AB-12 35' } },
  contract_not_in_force: { known: { state: 'fulfilled' } },
  cover_not_begun: { asked: { lossOn: '2026-11-21' } },
  cover_over: { asked: { lossOn: '2031-11-22' } },
  cause_not_covered: { asked: { lossOn: '2027-11-21' } },
  excluded: { asked: { circumstances: ['EX-0', 'EX-1'] } },
  limit_used_up: { known: { claims: [claim({ amount: 100_000 })] } },
  claims_used_up: { known: { claims: [claim(), claim({ claim_id: 'y', fault: 'battery' })] } },
  claim_already_open: { known: { claims: [claim({ fault: 'display' })] } },
  waiting_days: { asked: { lossOn: '2027-12-01' } },
}
const verdict = ({ asked: a = {}, known: k = {} }: (typeof cases)[keyof typeof cases], provoked?: string) =>
  checkClaim({ ...asked, ...a }, k === null ? undefined : { ...known, ...k }, provoked).refusal?.code

describe('the checks of a claim', () => {
  test('K25 K26 K27 a claim that fits passes; width, case and hyphens of a serial number do not count', () => {
    expect(verdict({})).toBeUndefined()
    expect(verdict({ asked: { serialNumber: 'ＡＢ１２３４' } })).toBeUndefined()
    expect(verdict({ asked: { serialNumber: null, itemCode: null } })).toBeUndefined()
    expect(verdict({ known: { serialNumber: null } })).toBeUndefined()
  })

  test.each(Object.entries(cases))('K27 %s has a case of its own', (code, one) => {
    expect(verdict(one)).toBe(code)
  })

  test('they run in the domain’s order: whatever else is wrong, the first that fails answers', () => {
    expect(Object.keys(checks)).toEqual([
      'number',
      'person',
      'product',
      'term',
      'cause',
      'exclusion',
      'limit',
      'claims',
      'open_claim',
      'waiting',
    ])
    const order = refusalCodes
    for (const [i, first] of order.entries()) {
      for (const second of order.slice(i + 1)) {
        const a = cases[first]
        const b = cases[second]
        const both = {
          asked: { ...b.asked, ...a.asked },
          known: a.known === null || b.known === null ? null : { ...b.known, ...a.known },
        }
        const code = verdict(both as (typeof cases)[typeof first])
        // Two of one check exclude each other, and a later day can leave an earlier reason behind.
        expect(order.indexOf(code as typeof first), `${first} with ${second}`).toBeLessThanOrEqual(
          order.indexOf(second),
        )
      }
    }
  })

  test('goodwill and claims that came to nothing spend neither the limit nor the number of claims', () => {
    const spent = [
      claim({ amount: 100_000, goodwill: true, state: 'fulfilled' }),
      claim({ claim_id: 'y', amount: 100_000, state: 'ended' }),
      claim({ claim_id: 'z', amount: 100_000, state: 'ended', fault: 'display' }),
    ]
    expect(verdict({ known: { claims: spent } })).toBeUndefined()
  })

  test('a claim on another fault, or for another cause, may be open', () => {
    expect(verdict({ known: { claims: [claim()] } })).toBeUndefined()
    const other = claim({ fault: 'display', cause: 'physical_damage' })
    expect(verdict({ known: { claims: [other] } })).toBeUndefined()
  })

  test('a sandbox provokes every refusal, at its place in the order', () => {
    for (const code of refusalCodes) expect(verdict({}, code)).toBe(code)
    expect(verdict(cases.person_mismatch, 'waiting_days')).toBe('person_mismatch')
    expect(verdict({}, 'no_such_code')).toBeUndefined()
  })
})
