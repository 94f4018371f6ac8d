import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { bucketOf, newId, parsePublicId } from '#platform/ids.ts'
import type { ContractId } from '#platform/ids.ts'
import { PlanInput, createPlan } from '#modules/plans/index.ts'
import { contextOf } from '#test/support/context.ts'
import { signInBuyer, unique } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'
import { closeContractClaim, openContractClaim, reserveForClaim } from './contract-claims.ts'

const product = await startProduct()
const shop = await openShop(product)
const other = await openShop(product)
const boughtAt = '2026-11-22T10:00:00+09:00'
const cancelledAt = '2027-02-01T09:00:00+09:00'
await createPlan(
  contextOf(product.services, shop.staff),
  PlanInput.parse({
    code: 'wide',
    terms: {
      name: { ja: '物損もあんしん' },
      liableParty: 'Shop Co.',
      currency: 'JPY',
      termMonths: 60,
      covers: [
        { kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 4000 },
        { kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 6000 },
      ],
      price: { kind: 'fixed', premium: 10_000 },
      limits: [{ rule: 'aggregate', size: { priceShare: 10_000 } }],
      claimsLimit: { count: 3, period: 'term' },
      clauses: [{ code: '第8条', title: { ja: '解約' }, text: { ja: '解約はいつでもできます。' } }],
      retainedFee: 500,
    },
    attachments: [{ priceFrom: 1 }],
  }),
)

type Quote = {
  quoteId: string
  refund: number
  fee: number
  rule: string
  validUntil: string
  payBack: number
  clause: { code: string } | null
  covers: object[]
}
type Contract = {
  id: string
  state: string
  stateReason: string | null
  refundDue: number
  endedAt: string | null
  note: string | null
  left: { cause: string; most: number; claims: { left: number } }[]
  claims: { open: number; fulfilled: number; ended: number }
  code: string
  errors: { field: string; code: string; message: string }[]
}
type Claim = { state: 'open' | 'fulfilled' | 'ended'; amount?: number; goodwill?: boolean }

async function report(more: object) {
  const answer = await product.call<{ id: string; contracts: { id: string }[] }>('POST', '/v1/purchases', {
    key: shop.key,
    body: {
      storeCode: shop.store.code,
      reference: unique('R'),
      purchasedAt: boughtAt,
      currency: 'JPY',
      ...more,
    },
  })
  if (answer.status !== 201) throw new Error(answer.text)
  return answer.body
}
async function sell(more: object = {}, line: object = {}) {
  product.clock.set(boughtAt)
  const reference = unique('R')
  const plan = { planCode: 'wide', price: 10_000 }
  const sale = await report({
    reference,
    lines: [{ code: 'TV', name: 'TV', quantity: 1, unitPrice: 100_000, plan, ...line }],
    ...more,
  })
  product.clock.set(cancelledAt)
  return { ...sale, reference, id: sale.contracts[0]?.id as string, purchaseId: sale.id }
}
const post = <T = Contract>(path: string, body?: unknown, by: object = { key: shop.key }) =>
  product.call<T>('POST', path, { ...by, ...(body === undefined ? {} : { body }) })
const quote = async (id: string, kind: 'cancellation' | 'reinstatement' = 'cancellation') =>
  (await post<Quote>(`/v1/contracts/${id}/${kind}-quotes`)).body
const show = async (id: string) =>
  (await product.call<Contract>('GET', `/v1/contracts/${id}`, { key: shop.key })).body
async function cancel(id: string) {
  return post(`/v1/contracts/${id}/cancel`, { quoteId: (await quote(id)).quoteId })
}
/** A claim as the module above notes it. */
function fileClaim(publicText: string, { state, amount = 0, goodwill = false }: Claim) {
  const contractId = parsePublicId('ctr', publicText) as ContractId
  const claimId = newId<'clm'>(0)
  const at = product.clock.now()
  return inTransaction(contextOf(product.services), async (tx: Tx) => {
    await openContractClaim(tx, {
      contract_id: contractId,
      claim_id: claimId,
      cause: 'physical_damage',
      fault: unique('fault'),
      loss_on: '2027-01-15',
      goodwill,
      opened_at: at,
    })
    await reserveForClaim(tx, contractId, claimId, { amount, exchange: false, goodwill })
    if (state !== 'open') await closeContractClaim(tx, contractId, claimId, state, at)
  })
}
const audited = async (id: string) => {
  const { rows } = await sql<{ action: string; before: object; after: object }>`
    select action, before, after from audit_entries where entity_id = ${parsePublicId('ctr', id)}
    and before is not null order by at, id`.execute(product.services.db)
  return rows
}
const told = async (id: string) => {
  const { rows } = await sql<{ topic: string; reason: string | null }>`
    select topic, payload ->> 'reason' as reason from outbox
    where payload -> 'contractIds' ? ${parsePublicId('ctr', id)} and topic <> 'contract.issued' order by id`.execute(
    product.services.db,
  )
  return rows
}

describe('cancelling', () => {
  test('previews 9,342 line by line with its clause and changes nothing, then gives just that', async () => {
    const { id } = await sell()
    const { body } = await post<Quote>(`/v1/contracts/${id}/cancellation-quotes`)
    expect(body).toMatchObject({
      contractId: id,
      on: '2027-02-01',
      validUntil: '2027-02-01T15:00:00.000Z',
      premium: 10_000,
      rule: 'by_days_left',
      freeUntil: '2026-11-30',
      covers: [
        { kind: 'physical_damage', premiumPart: 4000, days: 1826, daysLeft: 1754, refund: 3842 },
        { kind: 'natural_failure', premiumPart: 6000, days: 1461, daysLeft: 1461, refund: 6000 },
      ],
      fee: 500,
      refund: 9342,
      clause: { code: '第8条' },
    })
    expect(await show(id)).toMatchObject({ state: 'in_force', refundDue: 0 })
    const done = await post(`/v1/contracts/${id}/cancel`, { quoteId: body.quoteId })
    expect([done.status, done.body]).toMatchObject([
      200,
      {
        state: 'cancelled',
        stateReason: 'cancelled_by_seller',
        refundDue: 9342,
        endedAt: '2027-02-01T00:00:00.000Z',
      },
    ])
    expect(await audited(id)).toMatchObject([
      {
        action: 'cancelContract',
        before: { state: 'in_force', refundDue: 0 },
        after: { state: 'cancelled', reason: 'cancelled_by_seller', refundDue: 9342 },
      },
    ])
    expect(await told(id)).toEqual([{ topic: 'contract.cancelled', reason: 'cancelled_by_seller' }])
  })

  test('by the buyer, in the wallet; to another buyer there is no such contract', async () => {
    const email = `${unique('buyer')}@example.com`
    const { id } = await sell({ buyer: { email } })
    const mine = { cookie: (await signInBuyer(product, { email })).cookie }
    const stranger = { cookie: (await signInBuyer(product, { email: `${unique('x')}@example.com` })).cookie }
    const path = `/v1/me/contracts/${id}`
    const { body } = await post<Quote>(`${path}/cancellation-quotes`, undefined, mine)
    expect(body.refund).toBe(9342)
    for (const [action, input] of [
      ['cancellation-quotes', undefined],
      ['cancel', { quoteId: body.quoteId }],
    ] as const)
      expect((await post(`${path}/${action}`, input, stranger)).body.code).toBe('contract_not_found')
    const limits = await product.call<Contract>('GET', `${path}/limits`, stranger)
    expect(limits.body.code).toBe('contract_not_found')
    const done = await post(`${path}/cancel`, { quoteId: body.quoteId }, mine)
    expect(done.body).toMatchObject({
      state: 'cancelled',
      stateReason: 'cancelled_by_buyer',
      refundDue: 9342,
    })
  })

  test('a preview of yesterday is refused with what holds today', async () => {
    const { id } = await sell()
    const { quoteId } = await quote(id)
    product.clock.set('2027-02-02T00:00:00+09:00')
    const answer = await post(`/v1/contracts/${id}/cancel`, { quoteId })
    const now = await quote(id)
    expect(now.quoteId).not.toBe(quoteId)
    expect([answer.status, answer.body.code, answer.body.errors[0]]).toEqual([
      409,
      'quote_outdated',
      {
        field: 'quoteId',
        code: 'quote_outdated',
        message: `the quote of this moment is ${now.quoteId}, 9340 JPY`,
      },
    ])
    expect((await show(id)).state).toBe('in_force')
  })

  test('an open claim has to be ended first; one that came to nothing does not stand in the way', async () => {
    const { id } = await sell()
    await fileClaim(id, { state: 'ended' })
    const before = await quote(id)
    expect(before.refund).toBe(9342)
    await fileClaim(id, { state: 'open' })
    for (const answer of [
      await post(`/v1/contracts/${id}/cancellation-quotes`),
      await post(`/v1/contracts/${id}/cancel`, { quoteId: before.quoteId }),
    ])
      expect([answer.status, answer.body.code]).toEqual([409, 'claim_open'])
  })

  test('after a fulfilled claim nothing comes back, and an earlier preview no longer holds', async () => {
    const { id } = await sell()
    const before = await quote(id)
    await fileClaim(id, { state: 'fulfilled', amount: 20_000 })
    expect((await post(`/v1/contracts/${id}/cancel`, { quoteId: before.quoteId })).body.code).toBe(
      'quote_outdated',
    )
    expect(await quote(id)).toMatchObject({ rule: 'claim_fulfilled', refund: 0 })
    expect((await cancel(id)).body).toMatchObject({ state: 'cancelled', refundDue: 0 })
  })

  test('a second time says so, and a contract that is over or void cannot be cancelled', async () => {
    const { id } = await sell()
    const { quoteId } = await quote(id)
    await post(`/v1/contracts/${id}/cancel`, { quoteId })
    for (const answer of [
      await post(`/v1/contracts/${id}/cancel`, { quoteId }),
      await post(`/v1/contracts/${id}/cancellation-quotes`),
    ])
      expect([answer.status, answer.body.code]).toEqual([409, 'already_cancelled'])
    const voided = await sell()
    await post(`/v1/contracts/${voided.id}/void`, { reasonCode: 'duplicate' })
    expect((await post(`/v1/contracts/${voided.id}/cancellation-quotes`)).body.code).toBe('contract_ended')
    const over = await sell()
    product.clock.set('2031-11-21T15:00:00Z')
    expect((await post(`/v1/contracts/${over.id}/cancellation-quotes`)).body.code).toBe('contract_expired')
  })

  test('of 32 at once one is done', async () => {
    const { id } = await sell()
    const { quoteId } = await quote(id)
    const answers = await Promise.all(
      Array.from({ length: 32 }, () => post(`/v1/contracts/${id}/cancel`, { quoteId })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'already_cancelled')).toHaveLength(31)
    expect(await told(id)).toHaveLength(1)
  })
})

describe('putting in force again', () => {
  test('previews what is due from the buyer again, then does it', async () => {
    const { id } = await sell()
    await cancel(id)
    const preview = await quote(id, 'reinstatement')
    expect(preview).toMatchObject({ contractId: id, currency: 'JPY', payBack: 9342 })
    expect((await show(id)).state).toBe('cancelled')
    const done = await post(`/v1/contracts/${id}/reinstate`, { quoteId: preview.quoteId })
    expect(done.body).toMatchObject({ state: 'in_force', stateReason: null, refundDue: 0, endedAt: null })
    expect((await told(id)).at(-1)).toEqual({ topic: 'contract.reinstated', reason: null })
    expect((await audited(id)).at(-1)).toMatchObject({
      action: 'reinstateContract',
      before: { state: 'cancelled', refundDue: 9342 },
      after: { state: 'in_force', refundDue: 0 },
    })
    const again = await post(`/v1/contracts/${id}/reinstate`, { quoteId: preview.quoteId })
    expect([again.status, again.body.code]).toEqual([409, 'contract_not_ended'])
  })

  test('of 32 at once one is done', async () => {
    const { id } = await sell()
    await cancel(id)
    const { quoteId } = await quote(id, 'reinstatement')
    const answers = await Promise.all(
      Array.from({ length: 32 }, () => post(`/v1/contracts/${id}/reinstate`, { quoteId })),
    )
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.code === 'contract_not_ended')).toHaveLength(31)
  })

  test('a preview from before another ending is refused', async () => {
    const { id } = await sell()
    await cancel(id)
    const { quoteId } = await quote(id, 'reinstatement')
    await post(`/v1/contracts/${id}/reinstate`, { quoteId })
    product.clock.advance({ hours: 24 })
    await cancel(id)
    expect((await post(`/v1/contracts/${id}/reinstate`, { quoteId })).body.code).toBe('quote_outdated')
  })

  test('is refused when the unit came back, is covered again, or its time is over', async () => {
    const refusal = async (id: string) => (await post(`/v1/contracts/${id}/reinstatement-quotes`)).body.code
    const returned = await sell()
    await cancel(returned.id)
    await report({
      kind: 'return',
      returnOf: returned.reference,
      lines: [{ code: 'TV', quantity: 1, unitPrice: 100_000 }],
    })
    expect(await refusal(returned.id)).toBe('unit_taken_back')

    const recovered = await sell()
    await cancel(recovered.id)
    await coverAgain(recovered.id)
    expect(await refusal(recovered.id)).toBe('unit_covered_again')

    const over = await sell()
    await cancel(over.id)
    product.clock.set('2031-11-21T15:00:00Z')
    expect(await refusal(over.id)).toBe('contract_expired')
  })

  /** Another contract on the same unit, as a later sale of cover makes it. */
  async function coverAgain(publicText: string) {
    const id = parsePublicId('ctr', publicText) as ContractId
    const again = newId<'ctr'>(bucketOf(id))
    await sql`insert into contracts (bucket, id, number, store_id, organisation_id, purchase_id, line_n, unit_n, plan_id,
        plan_version, state, item_code, currency, price, premium, offered_premium, purchased_on, starts_on, ends_on, issued_at)
      select bucket, ${again}, ${unique('N')}, store_id, organisation_id, purchase_id, line_n, unit_n, plan_id,
        plan_version, 'in_force', item_code, currency, price, premium, offered_premium, purchased_on, starts_on, ends_on, issued_at
      from contracts where id = ${id}`.execute(product.services.db)
  }
})

describe('making void', () => {
  test('gives the whole premium back with a coded reason, also while a claim is open', async () => {
    const { id } = await sell({ buyer: { email: `${unique('b')}@example.com` } })
    await fileClaim(id, { state: 'open' })
    const note = '購入日が保証書と違う'
    const done = await post(`/v1/contracts/${id}/void`, { reasonCode: 'date_false', note })
    expect([done.status, done.body]).toMatchObject([
      200,
      { state: 'void', stateReason: 'date_false', refundDue: 10_000, note },
    ])
    expect(await told(id)).toEqual([{ topic: 'contract.voided', reason: 'date_false' }])
    const entries = await audited(id)
    expect(entries).toMatchObject([
      { action: 'voidContract', before: { state: 'in_force' }, after: { state: 'void', refundDue: 10_000 } },
    ])
    expect(JSON.stringify(entries)).not.toContain(note)
    const { rows } = await sql<{ kept: boolean; clear: number }>`
      select note_sealed is not null as kept, position(${Buffer.from(note)}::bytea in note_sealed) as clear
      from contracts where id = ${parsePublicId('ctr', id)}`.execute(product.services.db)
    expect(rows).toEqual([{ kept: true, clear: 0 }])
  })

  test('the note is for the desk alone, and is kept without a buyer as well', async () => {
    const email = `${unique('buyer')}@example.com`
    const { id } = await sell({ buyer: { email } })
    await post(`/v1/contracts/${id}/void`, { reasonCode: 'other', note: 'found twice' })
    const { cookie } = await signInBuyer(product, { email })
    const mine = await product.call<Contract>('GET', `/v1/me/contracts/${id}`, { cookie })
    expect(mine.body).toMatchObject({ state: 'void', note: null })
    const nobodys = await sell()
    await post(`/v1/contracts/${nobodys.id}/void`, { reasonCode: 'other', note: 'found twice' })
    expect((await show(nobodys.id)).note).toBe('found twice')
  })

  test('is done once, not to what has ended, not without a reason; and can be taken back', async () => {
    const { id } = await sell()
    const without = await post(`/v1/contracts/${id}/void`, { reasonCode: 'other' })
    expect([without.status, without.body.errors]).toMatchObject([
      400,
      [{ field: 'note', code: 'note_missing' }],
    ])
    expect((await post(`/v1/contracts/${id}/void`, { reasonCode: 'because' })).status).toBe(400)
    await post(`/v1/contracts/${id}/void`, { reasonCode: 'not_paid' })
    const again = await post(`/v1/contracts/${id}/void`, { reasonCode: 'not_paid' })
    expect([again.status, again.body.code]).toEqual([409, 'already_void'])
    const { quoteId, payBack } = await quote(id, 'reinstatement')
    expect(payBack).toBe(10_000)
    expect((await post(`/v1/contracts/${id}/reinstate`, { quoteId })).body.state).toBe('in_force')
    await cancel(id)
    expect((await post(`/v1/contracts/${id}/void`, { reasonCode: 'fraud' })).body.code).toBe('contract_ended')
  })
})

test('no key, a key without the right, another seller and a bad body are refused on every route', async () => {
  const { id } = await sell()
  const reading = await openShop(product, { organisation: shop.organisation, scopes: ['contracts:read'] })
  for (const [action, body] of [
    ['cancellation-quotes', undefined],
    ['cancel', { quoteId: 'qt_x' }],
    ['reinstatement-quotes', undefined],
    ['reinstate', { quoteId: 'qt_x' }],
    ['void', { reasonCode: 'fraud' }],
  ] as const) {
    const path = `/v1/contracts/${id}/${action}`
    expect((await post(path, body, {})).status, action).toBe(401)
    expect((await post(path, body, { key: reading.key })).status, action).toBe(403)
    expect((await post(path, body, { key: other.key })).body.code, action).toBe('contract_not_found')
    if (body) expect((await post(path, { ...body, more: 1 })).status, action).toBe(400)
    if (body) expect((await post(path, {})).body.errors[0]?.field, action).toMatch(/quoteId|reasonCode/)
  }
  expect((await show(id)).state).toBe('in_force')
})

describe('what is left', () => {
  test('stands in the answer: per cause, per rule and in claims, with how many were filed', async () => {
    const { id } = await sell()
    await fileClaim(id, { state: 'fulfilled', amount: 60_000 })
    await fileClaim(id, { state: 'open', amount: 10_000 })
    await fileClaim(id, { state: 'ended', amount: 20_000 })
    await fileClaim(id, { state: 'fulfilled', amount: 5000, goodwill: true })
    const limit = { rule: 'aggregate', cause: 'all', size: 100_000, used: 70_000, left: 30_000 }
    const claims = { period: 'term', count: 3, used: 2, left: 1 }
    expect(await show(id)).toMatchObject({
      claims: { open: 1, fulfilled: 2, ended: 1 },
      left: [
        {
          cause: 'physical_damage',
          most: 30_000,
          limits: [{ ...limit, from: '2026-11-22', until: '2031-11-22', lastDay: '2031-11-21' }],
          claims,
        },
        { cause: 'natural_failure', most: 30_000, limits: [limit], claims },
      ],
    })
    const asked = await product.call<Contract & { on: string }>(
      'GET',
      `/v1/contracts/${id}/limits?on=2028-01-01&cause=natural_failure`,
      { key: shop.key },
    )
    expect(asked.body).toMatchObject({ on: '2028-01-01', left: [{ cause: 'natural_failure', most: 30_000 }] })
    expect(asked.body.left).toHaveLength(1)
  })

  test('is told to who may see the contract, and a day or cause that is none is refused', async () => {
    const { id } = await sell()
    const get = (query: string, by: object) =>
      product.call<Contract>('GET', `/v1/contracts/${id}/limits${query}`, by)
    expect((await get('', {})).status).toBe(401)
    expect((await get('', { key: other.key })).body.code).toBe('contract_not_found')
    expect((await get('?on=2027-02-30', { key: shop.key })).body.errors[0]?.field).toBe('on')
    expect((await get('?cause=theft', { key: shop.key })).body.errors[0]?.field).toBe('cause')
  })
})

describe('units that come back', () => {
  const back = async (sold: Awaited<ReturnType<typeof sell>>, line: object = {}) =>
    report({
      kind: 'return',
      returnOf: sold.reference,
      lines: [{ code: 'TV', quantity: 1, unitPrice: 100_000, ...line }],
    })
  const states = async (sold: Awaited<ReturnType<typeof sell>>) =>
    Promise.all(sold.contracts.map(async ({ id }) => (await show(id)).state))

  test('give the whole premium back, or nothing after a fulfilled claim', async () => {
    const fresh = await sell()
    await back(fresh)
    expect(await show(fresh.id)).toMatchObject({ stateReason: 'returned', refundDue: 10_000 })
    const used = await sell()
    await fileClaim(used.id, { state: 'fulfilled', amount: 20_000 })
    await back(used)
    expect(await show(used.id)).toMatchObject({ state: 'cancelled', stateReason: 'returned', refundDue: 0 })
    expect((await audited(used.id)).at(-1)).toMatchObject({ after: { refundDue: 0 } })
    const voided = await sell()
    await fileClaim(voided.id, { state: 'fulfilled' })
    await report({ kind: 'void', returnOf: voided.reference, lines: [] })
    expect(await show(voided.id)).toMatchObject({ stateReason: 'purchase_voided', refundDue: 0 })
  })

  test('are the newest without a claim, unless the return names one', async () => {
    const three = await sell({}, { quantity: 3, serialNumbers: ['s1', 's2', 's3'] })
    await fileClaim(three.contracts[2]?.id as string, { state: 'open' })
    await back(three)
    expect(await states(three)).toEqual(['in_force', 'cancelled', 'in_force'])
    await back(three, { serialNumbers: ['s3'] })
    expect(await states(three)).toEqual(['in_force', 'cancelled', 'cancelled'])
  })

  test('named by a serial number whose cover was given up before, end no other cover', async () => {
    const two = await sell({}, { quantity: 2, serialNumbers: ['s1', 's2'] })
    await cancel(two.contracts[1]?.id as string)
    await back(two, { serialNumbers: ['s2'] })
    expect(await states(two)).toEqual(['in_force', 'cancelled'])
    expect(await show(two.contracts[1]?.id as string)).toMatchObject({ refundDue: 9342 })
  })
})
