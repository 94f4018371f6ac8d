import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { bucketOf, parsePublicId } from '#platform/ids.ts'
import { unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import { openWarrantyShop } from '#test/support/warranty.ts'

const product = await startProduct()
product.clock.set('2026-11-22T03:00:00Z')
const { db } = product.services
const price = 100_000
const shop = await openWarrantyShop(
  product,
  {
    limits: [{ rule: 'aggregate', size: { priceShare: 10_000 } }],
    deductible: { kind: 'amount', amount: 3000 },
  },
  { mode: 'test' },
)
const { key } = shop

type Claim = {
  id: string
  state: string
  moves: string[]
  nextStep: string | null
  version: number
  code: string
}

/** One thing that somebody tries: on one of the claims of a cover, or a new claim. */
const attempt = fc.record({
  claim: fc.nat({ max: 2 }),
  what: fc.constantFrom(
    'file',
    'request_information',
    'answer_information',
    'accept',
    'reject',
    'withdraw',
    'advance',
    'order_replacement',
    'issue_coupon',
    'refund',
    'goodwill',
    'clock',
  ),
  estimate: fc.integer({ min: 0, max: 150_000 }),
})

function callOf(what: string, claim: Claim, estimate: number): [path: string, body: object] {
  switch (what) {
    case 'request_information':
      return ['questions', { question: 'How?' }]
    case 'answer_information':
      return ['answers', { answer: 'So.' }]
    case 'accept':
      return ['decision', { decision: 'accept', estimate }]
    case 'goodwill':
      return ['decision', { decision: 'accept', estimate, goodwill: true }]
    case 'reject':
      return ['decision', { decision: 'reject', reasonCode: 'excluded', note: 'See clause.' }]
    case 'withdraw':
      return ['withdrawal', {}]
    case 'advance':
      return ['advance', { to: claim.nextStep ?? 'completed' }]
    default:
      return ['remedies', { remedy: what, reference: 'X-1' }]
  }
}

/** What must hold of every claim of a cover, whatever was tried. */
async function expectConsistent(contractId: string): Promise<void> {
  const { rows } = await sql<{
    state: string
    closed: boolean
    history: { n: number; from_state: string | null; to_state: string }[]
    mark: string
    amount: number
    goodwill: boolean
  }>`
    select c.state, c.closed_at is not null as closed, m.state as mark, m.amount, m.goodwill,
      (select json_agg(h order by h.n) from claim_history h where h.bucket = c.bucket and h.claim_id = c.id) as history
    from claims c join contract_claims m on m.bucket = c.bucket and m.claim_id = c.id
    where c.bucket = ${bucketOf(contractId)} and c.contract_id = ${contractId}`.execute(db)
  for (const row of rows) {
    expect(row.history.map(({ n }) => n)).toEqual(row.history.map((_, i) => i + 1))
    // Each entry begins where the one before ended, and the last one is where the claim stands.
    for (const [i, entry] of row.history.entries())
      expect(entry.from_state).toBe(i === 0 ? null : row.history[i - 1]?.to_state)
    expect(row.history.at(-1)?.to_state).toBe(row.state)
    expect(row.closed).toBe(['rejected', 'withdrawn', 'completed'].includes(row.state))
    expect(row.mark).toBe(row.state === 'completed' ? 'fulfilled' : row.closed ? 'ended' : 'open')
  }
  const counted = rows.filter(({ mark, goodwill }) => mark !== 'ended' && !goodwill)
  expect(counted.reduce((sum, { amount }) => sum + amount, 0)).toBeLessThanOrEqual(price)
}

test(
  'K22 K27 any sequence of moves keeps states, history and limits consistent, and no forbidden move succeeds',
  { timeout: 120_000 },
  async () => {
    let tried = 0
    let done = 0
    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 5, maxLength: 25 }), async (attempts) => {
        const buyer = { email: `${unique('buyer')}@example.com` }
        const cover = await shop.sell({ buyer, price })
        const contractId = parsePublicId('ctr', cover.id) as string
        const claims: string[] = []
        for (const { claim: index, what, estimate } of attempts) {
          tried += 1
          if (what === 'clock') {
            product.clock.advance({ hours: 24 })
            continue
          }
          const id = claims[index]
          if (what === 'file' || id === undefined) {
            const filed = await product.call<Claim>('POST', '/v1/claims', {
              key,
              body: {
                number: cover.number,
                buyer,
                cause: 'physical_damage',
                fault: (['dropped', 'liquid', 'display'] as const)[claims.length % 3],
                occurredOn: '2026-11-22',
                description: 'It fell.',
              },
            })
            if (filed.status === 201) claims.push(filed.body.id)
            else expect(filed.status, filed.text).toBe(409)
          } else {
            const { body: before } = await product.call<Claim>('GET', `/v1/claims/${id}`, { key })
            const [path, body] = callOf(what, before, estimate)
            const answer = await product.call<Claim>('POST', `/v1/claims/${id}/${path}`, { key, body })
            const allowed = before.moves.includes(what === 'goodwill' ? 'accept' : what)
            if (!allowed) expect([answer.status, answer.body.code]).toEqual([409, 'claim_move_not_allowed'])
            if (answer.status === 200) done += 1
            else {
              const { body: after } = await product.call<Claim>('GET', `/v1/claims/${id}`, { key })
              expect(after).toEqual(before)
            }
          }
          await expectConsistent(contractId)
        }
      }),
      { numRuns: 25, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false },
    )
    // A property that saw nothing proves nothing.
    expect(tried).toBeGreaterThan(100)
    expect(done).toBeGreaterThan(20)
  },
)
