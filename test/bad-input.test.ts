import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { cookiesOf } from './support/context.ts'
import { committed, operationsOf } from './support/document.ts'
import type { JsonSchema, Listed } from './support/document.ts'
import { operations } from './support/operations.ts'
import { signInBuyer, unique } from './support/people.ts'
import { startProduct } from './support/product.ts'
import { inside, watchRows } from './support/rows.ts'
import type { Call, Credentials } from './support/world.ts'
import { createWorld } from './support/world.ts'

const product = await startProduct({ environment: { TRUST_PROXY: '1' } })
const world = await createWorld(product)
const { db } = product.services
const listed = operationsOf(committed)
const schemas = committed.components.schemas

type Answer = { status: number; type: string; text: string; fields: string[]; codes: string[]; code: string }
let calls = 0

/** Sends bytes as they are; each call comes from an address of its own, so that limits by address say nothing here. */
async function send(
  method: string,
  path: string,
  bytes: Buffer | string | undefined,
  headers: Record<string, string>,
): Promise<Answer> {
  calls += 1
  const answer = await fetch(product.url + path, {
    method: method.toUpperCase(),
    headers: { 'x-forwarded-for': `2001:db8::${calls.toString(16)}`, ...headers },
    ...(bytes === undefined ? {} : { body: bytes as Uint8Array<ArrayBuffer> }),
  })
  const text = await answer.text()
  const type = answer.headers.get('content-type') ?? ''
  const problem =
    type === 'application/problem+json'
      ? (JSON.parse(text) as { code: string; errors: { field: string; code: string }[] })
      : { code: '', errors: [] }
  return {
    status: answer.status,
    type,
    text,
    code: problem.code,
    fields: problem.errors.map(({ field }) => field),
    codes: problem.errors.map((error) => error.code),
  }
}

const { stored, tables } = await watchRows(product)
function expectRefusal(answer: Answer, what: string): void {
  const said = `${what}: ${answer.status} ${answer.text.slice(0, 500)}`
  expect(answer.status, said).toBeGreaterThanOrEqual(400)
  expect(answer.status, said).toBeLessThan(500)
  expect(answer.type, said).toBe('application/problem+json')
  expect(inside.test(answer.text), said).toBe(false)
  expect(answer.text.length, said).toBeLessThan(20_000)
}

const rightful: Record<string, Credentials> = {
  anybody: {},
  platform: { key: world.keys.platform },
  sandbox: { key: world.keys.sandbox },
  seller: { key: world.keys.a },
  staff: { cookie: world.sessions.a },
  buyer: { cookie: world.sessions.buyer },
  testBuyer: { cookie: world.sessions.sameInTest },
  leaver: { cookie: world.sessions.leaver },
}
/** Two routes take ten calls a minute of one session: then another person signs in, within what `around` does. */
function caller(by: string, limited: boolean) {
  let left = 9
  let { key, cookie } = rightful[by] as Credentials
  return async (
    around: (renew: () => Promise<void>) => Promise<void> = (renew) => renew(),
  ): Promise<Record<string, string>> => {
    if (limited && left-- <= 0) {
      left = 8
      await around(async () => {
        cookie = (await signInBuyer(product, { email: `${unique('again')}@example.com` })).cookie
      })
    }
    return {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(cookie ? { cookie: cookiesOf(cookie) } : {}),
    }
  }
}
const limitedRoutes = new Set(['provePurchases', 'pickUpPurchase'])

function real(schema: JsonSchema): JsonSchema {
  return schema.$ref === undefined
    ? schema
    : real(schemas[schema.$ref.replace('#/components/schemas/', '')] as JsonSchema)
}
function typesOf(schema: JsonSchema): Set<string> {
  const { type, anyOf = [], oneOf = [], allOf = [], enum: values = [], const: value } = real(schema)
  const own = value === undefined ? values : [value]
  return new Set([
    ...(type === undefined ? [] : [type].flat()),
    ...own.map((v) => (v === null ? 'null' : typeof v)),
    ...[...anyOf, ...oneOf, ...allOf].flatMap((inner) => [...typesOf(inner)]),
  ])
}
/** Values of every kind that a field does not take. */
function wrongValues(schema: JsonSchema): unknown[] {
  const types = typesOf(schema)
  const number = types.has('number') || types.has('integer')
  return [
    ...(types.has('string') ? ['NUL \0 inside', 'half a sign \ud800'] : ['text']),
    ...(number ? [] : [12.5]),
    ...(types.has('integer') && !types.has('number') ? [1.5, '1', 2 ** 53, 1e308] : []),
    ...(types.has('boolean') ? ['true'] : [true]),
    ...(types.has('array') ? [{ 0: 'a' }] : [['a']]),
    ...(types.has('object') ? [] : [{ a: 1 }]),
    ...(types.has('null') ? [] : [null]),
  ]
}

const brokenBodies: [string, Buffer | string][] = [
  ['half of a JSON', '{"a":'],
  ['nothing', ''],
  ['white space', ' \n'],
  ['no JSON', 'hello'],
  ['JavaScript', '{a:1}'],
  ['more after the end', '{}{}'],
  ['null', 'null'],
  ['a text', '"text"'],
  ['a number', '12'],
  ['NaN', 'NaN'],
  ['not UTF-8', Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  ['a sign cut off', Buffer.from([0x22, 0xe6, 0x97, 0x22])],
  ['a prototype', '{"__proto__":{"admin":true}}'],
  ['a prototype further in', '{"lines":[{"__proto__":{"quantity":1}}]}'],
  ['nested 100,000 times', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['objects nested 60,000 times', `${'{"a":'.repeat(60_000)}1${'}'.repeat(60_000)}`],
]

describe('a body that is none', () => {
  const withBody = listed.filter(({ operation }) => operation.requestBody?.content['application/json'])

  test('there are routes with bodies', () => {
    expect(withBody.length).toBeGreaterThan(15)
  })

  test.each(withBody)(
    '$operation.operationId refuses it, names fields, stores nothing and goes on',
    { timeout: 60_000 },
    async ({ method, path, operation }) => {
      const { operationId } = operation
      const { by, call } = operations[operationId] as (typeof operations)[string]
      const valid = await call(world)
      await product.settled()
      const credentials = caller(by, limitedRoutes.has(operationId))
      const url = fill(path, valid)
      let before = await stored()
      const post = async (bytes: Buffer | string, what: string): Promise<Answer> => {
        const headers = await credentials(async (renew) => {
          expect(await stored(), `before ${what}`).toEqual(before)
          await renew()
          before = await stored()
        })
        const answer = await send(method, url, bytes, { ...headers, 'content-type': 'application/json' })
        expectRefusal(answer, what)
        return answer
      }
      for (const [what, bytes] of brokenBodies) await post(bytes, what)

      const schema = real(operation.requestBody?.content['application/json']?.schema ?? {})
      const body = valid.body as Record<string, unknown>
      for (const [name, field] of Object.entries(schema.properties ?? {})) {
        for (const value of wrongValues(field)) {
          const { fields } = await post(
            JSON.stringify({ ...body, [name]: value }),
            `${name}: ${JSON.stringify(value)}`,
          )
          expect(
            fields.some(
              (found) => found === name || found.startsWith(`${name}.`) || found.startsWith(`${name}[`),
            ),
            `${name}: ${JSON.stringify(value)} → ${fields.join()}`,
          ).toBe(true)
        }
        if (!schema.required?.includes(name)) continue
        expect(
          (await post(JSON.stringify({ ...body, [name]: undefined }), `without ${name}`)).fields,
          `without ${name}`,
        ).toContain(name)
      }
      if (!Array.isArray(body)) await post(JSON.stringify({ ...body, isAdmin: true }), 'a field more')
      expect(await stored()).toEqual(before)
      expect((await send('get', '/healthz', undefined, {})).status).toBe(200)
    },
  )
})

function fill(path: string, { params = {} }: Call): string {
  return path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''))
}

describe('a query or an address that is none', () => {
  const withQuery = listed.filter(({ operation }) =>
    operation.parameters?.some((parameter) => parameter.in === 'query'),
  )
  const withParams = listed.filter(({ path }) => path.includes('{'))
  const cursors = [
    'x',
    Buffer.from('["tomorrow","x"]').toString('base64url'),
    Buffer.from('["2026-01-01T00:00:00Z","x"]').toString('base64url'),
    Buffer.from('["\\u0000"]').toString('base64url'),
    Buffer.from('[1,2,3]').toString('base64url'),
    Buffer.from('["a","b"]').toString('base64url'),
  ]

  test.each(withQuery)(
    '$operation.operationId refuses it by the name of the field',
    async ({ method, path, operation }: Listed) => {
      const { by, call } = operations[operation.operationId] as (typeof operations)[string]
      const valid = await call(world)
      await product.settled()
      const credentials = await caller(by, false)()
      const before = await stored()
      for (const { name, schema } of operation.parameters?.filter((parameter) => parameter.in === 'query') ??
        []) {
        const types = typesOf(schema)
        const wrong =
          name === 'cursor'
            ? cursors
            : [
                'NUL \0 inside',
                'x'.repeat(600),
                ...(types.has('integer') || types.has('number') ? ['1.5', '-1', 'x', '9e99'] : []),
              ]
        for (const value of wrong) {
          const query = new URLSearchParams({ ...valid.query, [name]: value })
          const answer = await send(
            method,
            `${fill(path, valid)}?${query.toString()}`,
            undefined,
            credentials,
          )
          expectRefusal(answer, `${name}=${value}`)
          expect(answer.fields, `${name}=${value}`).toContain(name)
          if (name === 'cursor') expect(answer.codes, value).toContain('invalid_cursor')
        }
      }
      expect(await stored()).toEqual(before)
    },
  )

  test.each(withParams)(
    '$operation.operationId refuses an address that is none',
    async ({ method, path, operation }: Listed) => {
      const { by, call } = operations[operation.operationId] as (typeof operations)[string]
      const valid = await call(world)
      await product.settled()
      const credentials = await caller(by, false)()
      const before = await stored()
      const body = valid.body === undefined ? undefined : JSON.stringify(valid.body)
      for (const value of [
        '%00',
        'a%00b',
        '%ff',
        '%',
        '%ed%a0%80',
        'x'.repeat(250),
        "'%3B%20drop%20table%20purchases",
        '..%2F..%2Fetc',
        '0'.repeat(26),
      ]) {
        const url = path.replaceAll(/\{\w+\}/g, value)
        const answer = await send(method, url, body, {
          ...credentials,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        })
        expectRefusal(answer, value)
      }
      expect(await stored()).toEqual(before)
    },
  )
})

const asSeller = { authorization: `Bearer ${world.keys.a}` }
const json = { ...asSeller, 'content-type': 'application/json' }
const post = (body: object) => send('post', '/v1/purchases', JSON.stringify(body), json)
type Line = Record<string, unknown>
const line = (more: Line = {}): Line => ({ code: 'X', name: 'Named', quantity: 1, unitPrice: 100, ...more })

describe('a purchase that cannot be', () => {
  test.each<[string, Line, string]>([
    ['no quantity', { quantity: 0 }, 'lines[0].quantity'],
    ['a negative quantity', { quantity: -1 }, 'lines[0].quantity'],
    ['half a piece', { quantity: 0.5 }, 'lines[0].quantity'],
    ['a quantity as text', { quantity: '1' }, 'lines[0].quantity'],
    ['a negative price', { unitPrice: -1 }, 'lines[0].unitPrice'],
    ['a price of fractions', { unitPrice: 99.5 }, 'lines[0].unitPrice'],
    ['a price beyond 2^53', { unitPrice: 2 ** 53 }, 'lines[0].unitPrice'],
    ['a price that is exact no more', { unitPrice: 2 ** 53 + 2 }, 'lines[0].unitPrice'],
    [
      'quantity × price beyond 2^53',
      { quantity: 1_000_000_000, unitPrice: Number.MAX_SAFE_INTEGER },
      'lines[0].unitPrice',
    ],
    ['an amount beyond 2^53', { amount: 2 ** 60 }, 'lines[0].amount'],
    ['an amount that is not the product', { amount: 102 }, 'lines[0].amount'],
    ['a code with NUL', { code: 'A\0B' }, 'lines[0].code'],
    ['a name with half a sign', { name: '\udc00' }, 'lines[0].name'],
    ['a serial number with NUL', { serialNumbers: ['ok', '\0'] }, 'lines[0].serialNumbers[1]'],
    ['more serial numbers than pieces', { serialNumbers: ['1', '2'] }, 'lines[0].serialNumbers'],
    ['a tax category that is none', { taxCategory: 'Z' }, 'lines[0].taxCategory'],
  ])('%s', async (_what, wrong, field) => {
    const before = await stored()
    const answer = await post(world.report({ lines: [line(wrong)] }))
    expectRefusal(answer, field)
    expect(answer.fields).toContain(field)
    expect(await stored()).toEqual(before)
  })

  test.each<[string, object, string]>([
    ['a currency that is none', { currency: 'YEN' }, 'currency'],
    ['another currency than the store’s', { currency: 'USD' }, 'currency'],
    ['30 February', { purchasedAt: '2026-02-30T00:00:00+09:00' }, 'purchasedAt'],
    ['no 29 February', { purchasedAt: '2025-02-29T00:00:00+09:00' }, 'purchasedAt'],
    ['an instant without offset', { purchasedAt: '2026-02-03T00:00:00' }, 'purchasedAt'],
    ['the year 0', { purchasedAt: '0000-01-01T00:00:00Z' }, 'purchasedAt'],
    ['the far future', { purchasedAt: '2999-01-01T00:00:00Z' }, 'purchasedAt'],
    ['the far future, with its zone', { purchasedAt: '2999-01-01T00:00:00Z[UTC]' }, 'purchasedAt'],
    [
      'the far future, with a fraction',
      { purchasedAt: '2999-01-01T00:00:00,123456789+00:00' },
      'purchasedAt',
    ],
    ['no lines', { lines: [] }, 'lines'],
    ['a void without an original', { kind: 'void', lines: [] }, 'returnOf'],
    ['a phone that is none', { buyer: { phone: '12' } }, 'buyer.phone'],
    ['a buyer without anything', { buyer: {} }, 'buyer'],
    ['an address that is none', { buyer: { email: 'x@' } }, 'buyer.email'],
    ['a member code that is none', { buyer: { memberCode: 'AAAA' } }, 'buyer.memberCode'],
    [
      'a total beyond 2^53',
      { lines: Array.from({ length: 3 }, () => line({ unitPrice: Number.MAX_SAFE_INTEGER })) },
      'lines',
    ],
  ])('%s', async (_what, wrong, field) => {
    const before = await stored()
    const answer = await post(world.report(wrong))
    expectRefusal(answer, field)
    expect(answer.fields).toContain(field)
    expect(await stored()).toEqual(before)
  })

  test('more covers in one report than anybody sells', async () => {
    const covered = {
      code: world.item,
      quantity: 1000,
      unitPrice: 50_000,
      plan: { planCode: world.plan, price: 3000 },
    }
    const before = await stored()
    const answer = await post(world.report({ lines: Array.from({ length: 500 }, () => covered) }))
    expectRefusal(answer, 'covers')
    expect(answer.fields[0]).toMatch(/^lines/)
    expect(await stored()).toEqual(before)
  })

  test('in a batch each wrong row is answered as one, and the right ones are recorded', async () => {
    const right = world.report()
    const rows = [
      '{',
      JSON.stringify(right),
      '"text"',
      'null',
      '[]',
      JSON.stringify(world.report({ currency: 'YEN' })),
      '{"__proto__":{}}',
      JSON.stringify(world.report({ reference: 'A\0' })),
      '['.repeat(50_000),
    ]
    const body = Buffer.concat([Buffer.from(rows.join('\n')), Buffer.from([10, 0x22, 0xff, 0x22, 10])])
    const answer = await send('post', '/v1/purchases/batch', body, {
      ...asSeller,
      'content-type': 'application/x-ndjson',
    })
    expect([answer.status, inside.test(answer.text)]).toEqual([200, false])
    const answers = answer.text
      .trim()
      .split('\n')
      .map(
        (text) =>
          JSON.parse(text) as {
            status: number
            reference: string | null
            problem: { errors: { field: string }[] } | null
          },
      )
    expect(answers.map(({ status }) => status)).toEqual([400, 201, 400, 400, 400, 400, 400, 400, 400, 400])
    expect(answers[5]?.problem?.errors[0]?.field).toBe('currency')
    expect(answers[7]?.problem?.errors[0]?.field).toBe('reference')
  })

  test('in a catalogue each wrong row is listed, and the right ones are stored', async () => {
    const rows = [
      { code: 'OK-1', name: 'ok' },
      { code: 'B\0', name: 'x' },
      { code: 'B', name: 'x', price: 2 ** 53 },
      'text',
      null,
      { code: 'C' },
      { code: 'D', name: 'x', launchedOn: '2026-02-30' },
      { code: 'E', name: 'x', gtin: '4901234567890' },
    ]
    const answer = await send('put', `/v1/stores/${world.stores.a}/items`, JSON.stringify(rows), json)
    const result = JSON.parse(answer.text) as {
      created: number
      rejectedCount: number
      rejected: { row: number; errors: { field: string }[] }[]
    }
    expect([result.created, result.rejectedCount]).toEqual([1, 7])
    expect(result.rejected.map(({ row, errors }) => [row, errors[0]?.field])).toEqual([
      [2, 'code'],
      [3, 'price'],
      [4, ''],
      [5, ''],
      [6, 'name'],
      [7, 'launchedOn'],
      [8, 'gtin'],
    ])
  })
})

describe('SQL and HTML in names', () => {
  const names = [
    "'; drop table purchases; --",
    '<script>alert(1)</script>',
    '{{7*7}}${7*7}',
    '%_\\',
    '"><img src=x onerror=alert(1)>',
    '\u202Egnp.exe',
    'ＮＡＭＥ①',
    '👨‍👩‍👧 𠮷',
  ]

  test.each(names)('%s is kept and given back as it was', async (name) => {
    const before = tables
    const reference = unique(name).slice(0, 100)
    const item = unique(name).slice(0, 100)
    const put = await send(
      'put',
      `/v1/stores/${world.stores.a}/items`,
      JSON.stringify([{ code: item, name, maker: name, category: name }]),
      json,
    )
    expect(JSON.parse(put.text)).toMatchObject({ created: 1, rejectedCount: 0 })
    expect(
      await post(
        world.report({
          reference,
          buyer: { email: `${unique('n')}@example.com`, name, address: name },
          lines: [{ code: item, quantity: 1, unitPrice: 1 }, line({ name })],
        }),
      ),
    ).toMatchObject({ status: 201 })
    const found = await send(
      'get',
      `/v1/stores/${world.stores.a}/purchases/${encodeURIComponent(reference)}`,
      undefined,
      asSeller,
    )
    expect(found.type).toMatch(/^application\/json/)
    expect(JSON.parse(found.text)).toMatchObject({
      reference,
      lines: [{ code: item, name, maker: name }, { name }],
    })
    for (const query of [`q=${encodeURIComponent(name)}`, `category=${encodeURIComponent(name)}`]) {
      const list = await send('get', `/v1/stores/${world.stores.a}/items?${query}`, undefined, asSeller)
      expect(
        (JSON.parse(list.text) as { items: { code: string }[] }).items.map(({ code }) => code),
      ).toContain(item)
    }
    const now =
      await sql`select 1 from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`.execute(
        db,
      )
    expect(now.rows).toHaveLength(before)
  })
})
