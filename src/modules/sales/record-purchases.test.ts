import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { PlanInput, createPlan } from '#modules/plans/index.ts'
import { contextOf } from '#test/support/context.ts'
import { unique } from '#test/support/people.ts'
import type { Shop } from '#test/support/product.ts'
import { openShop, startProduct } from '#test/support/product.ts'

const product = await startProduct()

type Contract = {
  id: string
  number: string
  lineN: number
  unitN: number
  planPriceDiffers: boolean
  startsOn: string
  endsOn: string
}
type Line = {
  n: number
  code: string
  name: string | null
  match: string
  returned: number
  planError: string | null
}
type Recorded = {
  id: string
  code?: string
  revision: number
  total: number
  pickUpCode: string | null
  lines: Line[]
  contracts: Contract[]
  errors: { field: string; code: string }[]
}

/** A shop with a television for 100,000 yen and a plan for televisions at 5,000. */
async function shopWithPlan(): Promise<Shop> {
  const shop = await openShop(product)
  await product.call('PUT', `/v1/stores/${shop.store.code}/items`, {
    key: shop.key,
    body: [
      { code: 'TV', name: 'Television', category: 'tv', price: 100_000, makerWarrantyMonths: 12 },
      { code: 'CABLE', name: 'Cable', category: 'parts', price: 1000 },
    ],
  })
  await createPlan(
    contextOf(product.services, shop.staff),
    PlanInput.parse({
      code: 'tv-5y',
      terms: {
        name: { ja: 'テレビ5年' },
        liableParty: 'Shop',
        currency: 'JPY',
        termMonths: 60,
        covers: [{ kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 10_000 }],
        price: { kind: 'fixed', premium: 5000 },
      },
      attachments: [{ categories: ['tv'] }],
    }),
  )
  return shop
}
const shop = await shopWithPlan()
const tv = { code: 'TV', quantity: 1, unitPrice: 100_000, plan: { planCode: 'tv-5y', price: 5000 } }

function body(more: object = {}) {
  return {
    storeCode: shop.store.code,
    reference: unique('R'),
    purchasedAt: '2026-11-20T12:00:00+09:00',
    currency: 'JPY',
    lines: [tv],
    ...more,
  }
}
const record = (more: object = {}) =>
  product.call<Recorded>('POST', '/v1/purchases', { key: shop.key, body: body(more) })
const read = (id: string) =>
  product.call<Recorded & { voidedAt: string | null }>('GET', `/v1/purchases/${id}`, { key: shop.key })
const contractsOf = async (purchaseId: string) =>
  (
    await product.call<{
      items: { state: string; stateReason: string | null; unitN: number; number: string }[]
    }>('GET', `/v1/contracts?purchaseId=${purchaseId}`, { key: shop.key })
  ).body.items
const countOf = async (reference: string) => {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from purchases where reference = ${reference}`.execute(product.services.db)
  return rows[0]?.n
}

describe('a sale', () => {
  test('T12 T17 is reported without names and gets them from the catalogue of its own store', async () => {
    const { status, body: sale } = await record({
      lines: [tv, { code: 'CABLE', quantity: 2, unitPrice: 1000 }],
    })
    expect(status).toBe(201)
    expect(sale.lines.map((l) => [l.name, l.match])).toEqual([
      ['Television', 'matched'],
      ['Cable', 'matched'],
    ])
    expect(sale.total).toBe(102_000)
  })

  test('T10 a code that differs by case alone is another item', async () => {
    const { body: sale } = await record({ lines: [{ code: 'tv', quantity: 1, unitPrice: 1 }] })
    expect(sale.lines[0]).toMatchObject({ name: null, match: 'pending' })
  })

  test('T29 a line that carries its own name needs no catalogue', async () => {
    const { body: sale } = await record({
      lines: [{ code: 'X-1', quantity: 1, unitPrice: 1, name: '手作りの椅子' }],
    })
    expect(sale.lines[0]).toMatchObject({ name: '手作りの椅子', match: 'own' })
  })

  test('K18 one contract per covered unit is there as soon as the purchase is answered', async () => {
    const { body: sale } = await record({ lines: [{ ...tv, quantity: 3, serialNumbers: ['a', 'b', 'c'] }] })
    expect(sale.contracts.map((c) => [c.unitN, c.startsOn, c.endsOn])).toEqual(
      [1, 2, 3].map((n) => [n, '2027-11-20', '2031-11-20']),
    )
    const found = await product.call(
      'GET',
      `/v1/contracts/by-number/${sale.contracts[1]?.number.toLowerCase().replaceAll('-', ' ')}`,
      { key: shop.key },
    )
    expect(found.body).toMatchObject({ status: 'scheduled', item: { code: 'TV', serialNumber: 'b' } })
  })

  test('a premium other than the offer is taken as paid and flagged', async () => {
    const { body: sale } = await record({ lines: [{ ...tv, plan: { planCode: 'tv-5y', price: 4000 } }] })
    expect(sale.contracts[0]?.planPriceDiffers).toBe(true)
  })

  test('cover offered by category and price is sold for an item that no catalogue knows', async () => {
    const line = { ...tv, code: 'NOT-IN-CATALOGUE', name: 'Television of another maker' }
    const { body: sale } = await record({ lines: [line] })
    expect(sale.contracts).toHaveLength(1)
  })

  test.each([
    ['no-such-plan', 'TV', 'plan_unknown'],
    ['tv-5y', 'CABLE', 'no_plan_for_item'],
  ])('plan %s on %s: the purchase is kept, the contract is not issued', async (planCode, code, planError) => {
    const { status, body: sale } = await record({
      lines: [{ code, quantity: 1, unitPrice: 1000, plan: { planCode, price: 1 } }],
    })
    expect(status).toBe(201)
    expect(sale.lines[0]?.planError).toBe(planError)
    expect(sale.contracts).toEqual([])
    expect((await read(sale.id)).body.lines[0]?.planError).toBe(planError)
  })
})

describe('the same report again', () => {
  test('adds nothing and answers the same bytes', async () => {
    const reference = unique('R')
    const first = await record({ reference })
    const again = await record({ reference, purchasedAt: '2026-11-20T03:00:00Z' })
    expect(again.status).toBe(201)
    expect(again.text).toBe(first.text)
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(await countOf(reference)).toBe(1)
  })

  test('with other content is a conflict that names the fields, and changes nothing', async () => {
    const reference = unique('R')
    const { body: first } = await record({ reference })
    const { status, body: refusal } = await record({
      reference,
      buyer: { email: `${unique('who')}@example.com` },
      lines: [{ ...tv, unitPrice: 100_001 }],
    })
    expect(status).toBe(409)
    expect(refusal.code).toBe('purchase_conflict')
    expect(refusal.errors.map((e) => e.field)).toEqual(['buyer', 'lines[0].unitPrice', 'lines[0].amount'])
    expect((await read(first.id)).body.total).toBe(100_000)
  })

  test('64 at once give one purchase and one answer', async () => {
    const reference = unique('R')
    const email = `${unique('buyer')}@example.com`
    const answers = await Promise.all(
      Array.from({ length: 64 }, () => record({ reference, buyer: { email } })),
    )
    expect(new Set(answers.map((a) => a.status))).toEqual(new Set([201]))
    expect(new Set(answers.map((a) => a.body.id)).size).toBe(1)
    expect(await countOf(reference)).toBe(1)
    expect(await contractsOf(answers[0]?.body.id ?? '')).toHaveLength(1)
  })

  test('64 at once with one differing field give one purchase and 63 conflicts, and leave no other buyer behind', async () => {
    const reference = unique('R')
    const people = async () =>
      (
        await sql<{
          n: number
        }>`select (select count(*) from purchasers) + (select count(*) from contact_keys) as n`.execute(
          product.services.db,
        )
      ).rows[0]?.n ?? 0
    const before = Number(await people())
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, i) =>
        record({ reference, buyer: { email: `${unique('b')}-${i}@example.com` } }),
      ),
    )
    const statuses = answers.map((a) => a.status).sort()
    expect(statuses).toEqual([201, ...Array.from({ length: 63 }, () => 409)])
    expect(await countOf(reference)).toBe(1)
    expect(Number(await people()) - before).toBe(2)
  })

  test('an Idempotency-Key answers the same bytes too, and refuses other content under the key', async () => {
    const sent = body()
    const headers = { 'idempotency-key': unique('key') }
    const first = await product.call('POST', '/v1/purchases', { key: shop.key, body: sent, headers })
    const again = await product.call('POST', '/v1/purchases', { key: shop.key, body: sent, headers })
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.text).toBe(first.text)
    const other = await product.call('POST', '/v1/purchases', { key: shop.key, body: body(), headers })
    expect(other.status).toBe(422)
    expect(other.body['code']).toBe('idempotency_key_reused')
  })
})

describe('a higher revision', () => {
  test('replaces the lines, keeps the contract of what stayed and voids that of what went', async () => {
    const reference = unique('R')
    const { body: first } = await record({ reference, lines: [tv, { ...tv, unitPrice: 90_000 }] })
    const { status, body: second } = await record({ reference, revision: 2, lines: [tv] })
    expect(status).toBe(201)
    expect(second).toMatchObject({ id: first.id, revision: 2, total: 100_000 })
    expect((await contractsOf(first.id)).map((c) => [c.number, c.state, c.stateReason]).sort()).toEqual(
      [
        [first.contracts[0]?.number, 'in_force', null],
        [first.contracts[1]?.number, 'void', 'purchase_revised'],
      ].sort(),
    )
    const { rows } = await sql<{
      revision: number
    }>`select r.revision from purchase_revisions r join purchases p on p.id = r.purchase_id where p.reference = ${reference}`.execute(
      product.services.db,
    )
    expect(rows).toEqual([{ revision: 1 }])
  })

  test('with fewer units of a line voids the contracts of the units that went', async () => {
    const reference = unique('R')
    const { body: first } = await record({ reference, lines: [{ ...tv, quantity: 3 }] })
    await record({ reference, revision: 2, lines: [{ ...tv, quantity: 2 }] })
    const states = (await contractsOf(first.id)).map((c) => [c.unitN, c.state]).sort()
    expect(states).toEqual([
      [1, 'in_force'],
      [2, 'in_force'],
      [3, 'void'],
    ])
  })

  test('a late repeat of the earlier one adds nothing, another lower one is refused', async () => {
    const reference = unique('R')
    await record({ reference })
    await record({ reference, revision: 2, lines: [{ ...tv, unitPrice: 99_000 }] })
    const late = await record({ reference })
    expect([late.status, late.body.total]).toEqual([201, 99_000])
    const lower = await record({ reference, lines: [{ ...tv, unitPrice: 1 }] })
    expect(lower.body.code).toBe('revision_outdated')
  })
})

describe('returns and voids', () => {
  const giveBack = (returnOf: string | null, lines: object[], more: object = {}) =>
    record({ kind: 'return', returnOf, lines, ...more })

  test('a return may name the line that comes back; a line that is not there is refused by its field', async () => {
    const reference = unique('R')
    const { body: sale } = await record({
      reference,
      lines: [tv, { code: 'TV', quantity: 1, unitPrice: 90_000 }],
    })
    const line = { code: 'TV', quantity: 1, unitPrice: 90_000 }
    const refused = await giveBack(reference, [{ ...line, originalLine: 3 }])
    expect(refused.body).toMatchObject({
      errors: [{ field: 'lines[0].originalLine', code: 'original_line_unknown' }],
    })
    const nowhere = await giveBack(null, [{ ...line, originalLine: 2 }])
    expect(nowhere.body).toMatchObject({
      errors: [{ field: 'lines[0].originalLine', code: 'line_without_original' }],
    })
    const same = { reference: unique('B') }
    const back = () => giveBack(reference, [{ ...line, originalLine: 2 }], same)
    expect((await back()).status).toBe(201)
    expect((await read(sale.id)).body.lines.map(({ returned }) => returned)).toEqual([0, 1])
    const again = await back()
    expect(again.headers['idempotency-replayed']).toBe('true')
    const other = await giveBack(reference, [{ ...line, originalLine: 1 }], same)
    expect(other.body).toMatchObject({
      code: 'purchase_conflict',
      errors: [{ field: 'lines[0].originalLine', message: 'is recorded as 2' }],
    })
    const unsaid = await giveBack(reference, [line], same)
    expect(unsaid.body).toMatchObject({ errors: [{ field: 'lines[0].originalLine' }] })
  })

  test('a return of a covered unit ends its contract with the premium due back', async () => {
    const reference = unique('R')
    const { body: sale } = await record({
      reference,
      lines: [{ ...tv, quantity: 2, serialNumbers: ['s1', 's2'] }],
    })
    const back = await giveBack(reference, [
      { code: 'TV', quantity: 1, unitPrice: 100_000, serialNumbers: ['s1'] },
    ])
    expect(back.status).toBe(201)
    expect((await read(sale.id)).body.lines[0]?.returned).toBe(1)
    const states = (await contractsOf(sale.id)).map((c) => [c.unitN, c.state, c.stateReason]).sort()
    expect(states).toEqual([
      [1, 'cancelled', 'returned'],
      [2, 'in_force', null],
    ])
    const ended = await product.call('GET', `/v1/contracts/${sale.contracts[0]?.id}`, { key: shop.key })
    expect(ended.body).toMatchObject({ status: 'cancelled', refundDue: 5000 })
  })

  test('without a serial number the newest unit ends', async () => {
    const reference = unique('R')
    const { body: sale } = await record({ reference, lines: [{ ...tv, quantity: 2 }] })
    await giveBack(reference, [{ code: 'TV', quantity: 1, unitPrice: 100_000 }])
    expect((await contractsOf(sale.id)).filter((c) => c.state === 'cancelled').map((c) => c.unitN)).toEqual([
      2,
    ])
  })

  test('more than was bought is refused, also by eight returns at once', async () => {
    const reference = unique('R')
    const { body: sale } = await record({
      reference,
      lines: [{ code: 'CABLE', quantity: 3, unitPrice: 1000 }],
    })
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => giveBack(reference, [{ code: 'CABLE', quantity: 1, unitPrice: 1000 }])),
    )
    expect(answers.filter((a) => a.status === 201)).toHaveLength(3)
    expect(new Set(answers.filter((a) => a.status !== 201).map((a) => a.body.code))).toEqual(
      new Set(['return_exceeds_purchase']),
    )
    expect((await read(sale.id)).body.lines[0]?.returned).toBe(3)
  })

  test('a return may name no original; one that names an unknown one is refused with its field', async () => {
    expect((await giveBack(null, [{ code: 'TV', quantity: 1, unitPrice: 1 }])).status).toBe(201)
    const refused = await giveBack('never-heard-of', [{ code: 'TV', quantity: 1, unitPrice: 1 }])
    expect([refused.body.code, refused.body.errors[0]?.field]).toEqual(['original_unknown', 'returnOf'])
  })

  test('a refused return can be mended and sent under the same reference', async () => {
    const sold = unique('R')
    const reference = unique('back')
    await record({ reference: sold, lines: [{ code: 'CABLE', quantity: 1, unitPrice: 1000 }] })
    expect(
      (await giveBack(sold, [{ code: 'CABLE', quantity: 2, unitPrice: 1000 }], { reference })).status,
    ).toBe(409)
    expect(
      (await giveBack(sold, [{ code: 'CABLE', quantity: 1, unitPrice: 1000 }], { reference })).status,
    ).toBe(201)
  })

  test('a void takes back the whole purchase and its contracts; nothing is left to return', async () => {
    const reference = unique('R')
    const { body: sale } = await record({ reference })
    expect((await record({ kind: 'void', returnOf: reference, lines: [] })).status).toBe(201)
    expect((await read(sale.id)).body.voidedAt).not.toBeNull()
    expect((await contractsOf(sale.id)).map((c) => [c.state, c.stateReason])).toEqual([
      ['cancelled', 'purchase_voided'],
    ])
    expect((await giveBack(reference, [{ code: 'TV', quantity: 1, unitPrice: 1 }])).body.code).toBe(
      'purchase_voided',
    )
  })
})

describe('the batch route', () => {
  async function batch(rows: (object | string)[]) {
    const payload = rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')
    const answer = await fetch(`${product.url}/v1/purchases/batch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.key}`, 'content-type': 'application/x-ndjson' },
      body: payload,
    })
    const lines = (await answer.text()).trim().split('\n')
    return lines.map(
      (line) =>
        JSON.parse(line) as {
          row: number
          status: number
          replayed: boolean
          purchase: { id: string } | null
          problem: { code: string; errors: { field: string }[] } | null
        },
    )
  }

  test('answers each row by itself, in order', async () => {
    const answers = await batch([
      body(),
      'not json',
      body({ lines: [{ code: 'TV', quantity: 0, unitPrice: 1 }] }),
      '',
      body(),
    ])
    expect(answers.map((a) => [a.row, a.status])).toEqual([
      [1, 201],
      [2, 400],
      [3, 400],
      [4, 201],
    ])
    expect(answers[2]?.problem?.errors[0]?.field).toBe('lines[0].quantity')
  })

  test('a return and its original may stand in one batch, in order', async () => {
    const reference = unique('R')
    const back = body({
      kind: 'return',
      returnOf: reference,
      lines: [{ code: 'TV', quantity: 1, unitPrice: 100_000 }],
    })
    const answers = await batch([body({ reference }), back, { ...back, reference: unique('R') }])
    expect(answers.map((a) => a.problem?.code ?? a.status)).toEqual([201, 201, 'return_exceeds_purchase'])
  })

  test('64 equal rows give one purchase; 64 with one differing field one purchase and 63 conflicts', async () => {
    const reference = unique('R')
    const same = await batch(Array.from({ length: 64 }, () => body({ reference })))
    expect(new Set(same.map((a) => a.purchase?.id)).size).toBe(1)
    expect(same.filter((a) => !a.replayed)).toHaveLength(1)
    const other = unique('R')
    const differing = await batch(
      Array.from({ length: 64 }, (_, i) =>
        body({ reference: other, lines: [{ ...tv, unitPrice: 100_000 + i }] }),
      ),
    )
    expect(differing.filter((a) => a.status === 201)).toHaveLength(1)
    expect(differing.filter((a) => a.problem?.code === 'purchase_conflict')).toHaveLength(63)
  })

  test('64 batches at once with one reference give one purchase, or one and 63 conflicts', async () => {
    const [same, other] = [unique('R'), unique('R')]
    const equal = (
      await Promise.all(Array.from({ length: 64 }, () => batch([body({ reference: same })])))
    ).flat()
    expect(new Set(equal.map((a) => a.purchase?.id)).size).toBe(1)
    const differing = (
      await Promise.all(
        Array.from({ length: 64 }, (_, i) =>
          batch([body({ reference: other, lines: [{ ...tv, unitPrice: i + 1 }] })]),
        ),
      )
    ).flat()
    expect(differing.filter((a) => a.status === 201)).toHaveLength(1)
    expect(differing.filter((a) => a.problem?.code === 'purchase_conflict')).toHaveLength(63)
  })
})
