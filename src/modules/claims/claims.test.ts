import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { signInBuyer, unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import { openWarrantyShop } from '#test/support/warranty.ts'
import { refusalCodes } from './checks.ts'

const product = await startProduct()
product.clock.set('2026-11-22T03:00:00Z')
const shop = await openWarrantyShop(product, {
  limits: [{ rule: 'aggregate', size: { priceShare: 10_000 } }],
})
const sandbox = await openWarrantyShop(product, {}, { mode: 'test' })
const email = () => `${unique('buyer')}@example.com`

type Claim = {
  id: string
  receptionNumber: string
  state: string
  version: number
  moves: string[]
  nextStep: string | null
  covered: number | null
  buyerPays: number | null
  decisionDueOn: string | null
  description: string | null
  history: { kind: string; stage: string; by: string; note: string | null; internal: boolean }[]
  left: { most: number | null }
  code: string
  detail: string
  proposal: unknown
}
type Options = Parameters<typeof product.call>[2]
const post = (path: string, body: unknown, options: Options = { key: shop.key }) =>
  product.call<Claim>('POST', path, { ...options, body })
const damage = {
  cause: 'physical_damage',
  fault: 'dropped',
  occurredOn: '2026-11-22',
  description: 'It fell from the wall.',
}

/** A cover of somebody's, and a claim on it filed by the store. */
async function filed(more: object = {}) {
  const buyer = { email: email() }
  const cover = await shop.sell({ buyer, serialNumber: 'SN-1' })
  const answer = await post('/v1/claims', { number: cover.number, buyer, ...damage, ...more })
  expect(answer.status, answer.text).toBe(201)
  return { cover, buyer, claim: answer.body, path: `/v1/claims/${answer.body.id}` }
}

describe('filing', () => {
  test('K21 K22 K24 a claim gets its reception number at once, and its history begins', async () => {
    const { claim, path } = await filed()
    expect(claim).toMatchObject({
      state: 'submitted',
      receptionNumber: expect.stringMatching(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/) as string,
      decisionDueOn: '2026-11-29',
      description: damage.description,
      history: [{ kind: 'filed', stage: 'acceptance', by: 'store' }],
    })
    const { body } = await product.call<Claim>('GET', path, { key: shop.key })
    expect(body).toEqual(claim)
  })

  test('K25 K26 a wrong person and a wrong number are refused, to the store by their own codes', async () => {
    const cover = await shop.sell({ buyer: { email: email() } })
    const other = await post('/v1/claims', { number: cover.number, buyer: { email: email() }, ...damage })
    expect([other.status, other.body.code]).toEqual([409, 'person_mismatch'])
    const nobody = await post('/v1/claims', { number: cover.number, ...damage })
    expect(nobody.body.code).toBe('person_mismatch')
    const unknown = await post('/v1/claims', { number: '0A1B-2C3D-4E5F-6', ...damage })
    expect([unknown.status, unknown.body.code]).toEqual([404, 'warranty_number_unknown'])
    // Another seller's number is as unknown as one that does not exist.
    const stranger = await post('/v1/claims', { number: cover.number, ...damage }, { key: sandbox.key })
    expect([stranger.status, stranger.body.code]).toEqual([404, 'warranty_number_unknown'])
  })

  test('K27 a second claim on the same fault is refused while the first is open, also of 16 at once', async () => {
    const buyer = { email: email() }
    const cover = await shop.sell({ buyer })
    const body = { number: cover.number, buyer, ...damage }
    const answers = await Promise.all(Array.from({ length: 16 }, () => post('/v1/claims', body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(15).fill(409)])
    expect(new Set(answers.filter(({ status }) => status === 409).map((a) => a.body.code))).toEqual(
      new Set(['claim_already_open']),
    )
    const other = await post('/v1/claims', { ...body, fault: 'display' })
    expect(other.status).toBe(201)
  })

  test('a fault of tomorrow is refused by the field', async () => {
    const cover = await shop.sell()
    const answer = await post('/v1/claims', { number: cover.number, ...damage, occurredOn: '2026-11-23' })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ errors: [{ field: 'occurredOn', code: 'in_the_future' }] })
  })

  test('the same refusal before filing, on filing, and by magic value, for every code', async () => {
    const buyer = { email: email() }
    const cover = await sandbox.sell({ buyer })
    const options = { key: sandbox.key }
    for (const code of refusalCodes) {
      const body = { number: cover.number, buyer, ...damage, description: `sandbox:${code}` }
      const before = await product.call<{ refusal: { code: string } }>('POST', '/v1/claims/check', {
        ...options,
        body,
      })
      expect([before.status, before.body.refusal.code]).toEqual([200, code])
      const on = await post('/v1/claims', body, options)
      expect(on.body.code).toBe(code)
    }
    const { rows } = await sql`select 1 from claims where store_id = ${sandbox.store.id}`.execute(
      product.services.db,
    )
    expect(rows).toEqual([])
    const live = await filed({ description: 'sandbox:excluded' })
    expect(live.claim.state).toBe('submitted')
  })
})

describe('a decision', () => {
  test('accepts, computes what is paid, and asks for the goods', async () => {
    const { path } = await filed()
    const { body } = await post(`${path}/decision`, { decision: 'accept', estimate: 30_000 })
    expect(body).toMatchObject({ state: 'awaiting_return', covered: 30_000, buyerPays: 0 })
    expect(body.history.map(({ kind }) => kind)).toEqual(['filed', 'accept', 'advance'])
  })

  test('of three at once one counts', async () => {
    const { path } = await filed()
    const answers = await Promise.all([
      post(`${path}/decision`, { decision: 'accept', estimate: 1000 }),
      post(`${path}/decision`, { decision: 'reject', reasonCode: 'no_fault_found', note: 'Works.' }),
      post(`${path}/decision`, { decision: 'accept', estimate: 2000 }),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    for (const { status, body } of answers)
      if (status === 409) expect(body.code).toBe('claim_move_not_allowed')
  })

  test('on another version than the one looked at is refused', async () => {
    const { path, claim } = await filed()
    await post(`${path}/notes`, { note: 'The buyer called.' })
    const late = await post(`${path}/decision`, {
      decision: 'accept',
      estimate: 1,
      version: claim.version,
    })
    expect([late.status, late.body.code]).toEqual([409, 'claim_changed'])
  })

  test('the limit is reserved on acceptance, spent on completion, and given back by a withdrawal', async () => {
    const { cover, buyer, path } = await filed()
    await post(`${path}/decision`, { decision: 'accept', estimate: 60_000 })
    const second = await post('/v1/claims', { number: cover.number, buyer, ...damage, fault: 'display' })
    expect(second.body.left.most).toBe(40_000)
    const paid = await post(`/v1/claims/${second.body.id}/decision`, { decision: 'accept', estimate: 70_000 })
    expect(paid.body).toMatchObject({ covered: 40_000, buyerPays: 30_000, state: 'awaiting_payment' })
    const third = await post('/v1/claims', { number: cover.number, buyer, ...damage, fault: 'sound' })
    expect(third.body.code).toBe('limit_used_up')
    await post(`/v1/claims/${second.body.id}/withdrawal`, {})
    const again = await post('/v1/claims', { number: cover.number, buyer, ...damage, fault: 'sound' })
    expect(again.body.left.most).toBe(40_000)
  })

  test('goodwill is paid whatever the rules say and spends no limit', async () => {
    const { cover, buyer, path } = await filed()
    await post(`${path}/decision`, { decision: 'accept', estimate: 80_000, goodwill: true })
    const second = await post('/v1/claims', { number: cover.number, buyer, ...damage, fault: 'display' })
    expect(second.body.left.most).toBe(100_000)
  })
})

describe('the wallet', () => {
  test('K20 K23 files, is asked, answers, appeals and follows; the desk’s notes stay inside', async () => {
    const contact = { email: email() }
    const cover = await shop.sell({ buyer: contact })
    const { cookie } = await signInBuyer(product, contact)
    const mine = (path: string, body: unknown) => post(`/v1/me/claims${path}`, body, { cookie })
    const asked = await mine('/check', { contractId: cover.id, ...damage })
    expect(asked.body).toMatchObject({ result: 'ok', left: { most: 100_000 } })
    const { body: claim } = await mine('', { contractId: cover.id, ...damage })
    expect(claim.history[0]?.by).toBe('buyer')
    const desk = `/v1/claims/${claim.id}`
    await post(`${desk}/notes`, { note: 'Sounds odd.' })
    await post(`${desk}/questions`, { question: 'Which side is up?' })
    const waiting = await product.call<Claim>('GET', `/v1/me/claims/${claim.id}`, { cookie })
    expect(waiting.body).toMatchObject({ state: 'information_requested', decisionDueOn: '2026-12-06' })
    expect(waiting.body.history.map(({ note }) => note)).toEqual([null, 'Which side is up?'])
    await mine(`/${claim.id}/answers`, { answer: 'The left one.' })
    await post(`${desk}/decision`, { decision: 'reject', reasonCode: 'other_product', note: 'Not ours.' })
    const appealed = await mine(`/${claim.id}/appeal`, { reason: 'It is.' })
    expect(appealed.body).toMatchObject({ state: 'submitted' })
    const same = await post(`${desk}/decision`, { decision: 'accept', estimate: 1000 })
    expect([same.status, same.body.code]).toEqual([403, 'another_person_required'])
    const list = await product.call<{ items: Claim[] }>('GET', '/v1/me/claims', { cookie })
    expect(list.body.items.map(({ id }) => id)).toEqual([claim.id])
    const stranger = await signInBuyer(product, { email: email() })
    const look = await product.call<Claim>('GET', `/v1/me/claims/${claim.id}`, { cookie: stranger.cookie })
    expect([look.status, look.body.code]).toEqual([404, 'claim_not_found'])
  })

  test('the buyer hears of each step by mail', async () => {
    const contact = { email: email() }
    const cover = await shop.sell({ buyer: contact })
    const { body: claim } = await post('/v1/claims', { number: cover.number, buyer: contact, ...damage })
    const desk = `/v1/claims/${claim.id}`
    await post(`${desk}/decision`, { decision: 'accept', estimate: 1000 })
    for (const to of ['received', 'in_repair', 'repaired', 'shipped', 'completed'])
      expect((await post(`${desk}/advance`, { to })).status, to).toBe(200)
    const subjects = (await product.mailbox(contact.email)).map(({ subject }) => subject)
    expect(subjects.filter((subject) => subject.includes(claim.receptionNumber))).toHaveLength(7)
  })
})

describe('without an account', () => {
  const guest = (path: string, body: unknown, token?: string) =>
    post(`/v1/guest/${path}`, body, token === undefined ? {} : { headers: { 'claim-token': token } })

  test('K25 K26 a wrong number and a wrong person are answered alike, by text and status', async () => {
    const cover = await shop.sell({ buyer: { email: email() } })
    const wrongPerson = await guest('claims', {
      number: cover.number,
      contact: { email: email() },
      ...damage,
    })
    const wrongNumber = await guest('claims', {
      number: '0A1B-2C3D-4E5F-6',
      contact: { email: email() },
      ...damage,
    })
    const { requestId: _a, ...one } = wrongPerson.body as Claim & { requestId: string }
    const { requestId: _b, ...other } = wrongNumber.body as Claim & { requestId: string }
    expect(wrongPerson.status).toBe(404)
    expect(wrongNumber.status).toBe(wrongPerson.status)
    expect(other).toEqual(one)
    expect(one.code).toBe('claim_not_matched')
    expect((await product.services.metrics.claimMismatches.get()).values[0]?.value).toBeGreaterThan(1)
  })

  test('files with number and contact, follows with the token, and gets a new one by reception number', async () => {
    const contact = { phone: '090-1234-5678' }
    const cover = await shop.sell({ buyer: contact })
    const { body } = await guest('claims', { number: cover.number, contact, ...damage })
    const { claim, token } = body as unknown as { claim: Claim; token: string }
    expect(claim.state).toBe('submitted')
    const look = (with_: string) =>
      product.call<Claim>('GET', '/v1/guest/claim', { headers: { 'claim-token': with_ } })
    expect((await look(token)).body.receptionNumber).toBe(claim.receptionNumber)
    expect((await look(`${token}x`)).status).toBe(404)
    const followed = await guest('claims/follow', { receptionNumber: claim.receptionNumber, contact })
    const next = (followed.body as unknown as { token: string }).token
    expect((await look(token)).status).toBe(404)
    expect((await guest('claim/withdrawal', {}, next)).body.state).toBe('withdrawn')
    const wrong = await guest('claims/follow', {
      receptionNumber: claim.receptionNumber,
      contact: { email: email() },
    })
    expect(wrong.body.code).toBe('claim_not_matched')
  })
})
