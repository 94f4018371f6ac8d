import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { startTestServer } from '#test/support/context.ts'
import { tidyComponents } from './components.ts'
import { defineError, fieldPath } from './errors.ts'
import { route } from './route.ts'
import { serializer } from './serializer.ts'

const declared = defineError('declared', 409, () => 'Declared.')
const undeclared = defineError('undeclared', 409, () => 'Not declared.')
const Body = z.strictObject({
  name: z.string().max(5),
  lines: z.array(z.strictObject({ quantity: z.int().min(1) })).default([]),
})
let fail: () => void = () => {}

const server = await startTestServer({
  routes(app) {
    route(app, {
      method: 'POST',
      url: '/things/:id',
      operationId: 'makeThing',
      summary: 'Makes a thing',
      tag: 'test',
      access: { open: 'A test.' },
      errors: [declared],
      params: z.object({ id: z.string().regex(/^\d+$/) }),
      query: z.object({ n: z.coerce.number().int().optional() }),
      body: Body,
      bodyLimit: 2000,
      response: z.object({ id: z.string(), name: z.string() }),
      async handler(_ctx, { params, body }) {
        fail()
        return { id: params.id, name: body.name, secret: 'not in the schema' }
      },
    })
    route(app, {
      method: 'GET',
      url: '/closed',
      operationId: 'seeClosed',
      summary: 'Closed',
      tag: 'test',
      access: { scope: 'plans:read' },
      response: z.object({}),
      handler: async () => ({}),
    })
  },
})
type Document = {
  code: string
  status: number
  type: string
  title: string
  detail: string
  requestId: string
  errors: { field: string; code: string; message: string }[]
}
const post = (body: unknown, url = '/things/1') => server.call<Document>('POST', url, { body })

describe('refusals', () => {
  test('are problem documents', async () => {
    fail = () => {
      throw declared()
    }
    const { status, headers, body } = await post({ name: 'a' })
    fail = () => {}
    expect([status, headers['content-type']]).toEqual([409, 'application/problem+json'])
    expect(body).toEqual({
      type: 'urn:mamori:problem:declared',
      title: 'declared',
      status: 409,
      detail: 'Declared.',
      code: 'declared',
      errors: [],
      requestId: expect.stringMatching(/^req_/),
    })
  })

  test('that a route does not list fail a test', async () => {
    fail = () => {
      throw undeclared()
    }
    expect(await post({ name: 'a' })).toMatchObject({
      status: 500,
      body: { code: 'internal_error', detail: 'undeclared error undeclared' },
    })
    fail = () => {}
  })

  test('of failures say nothing about their inside', async () => {
    fail = () => {
      throw Object.assign(new Error('relation "secret" does not exist at /srv/x.ts'), {
        stack: 'stack of /srv/x.ts',
      })
    }
    const { status, text } = await post({ name: 'a' })
    fail = () => {}
    expect(status).toBe(500)
    expect(text).not.toMatch(/secret|srv|stack/)
  })

  test('name each wrong field by its path', async () => {
    const { body } = await post({ name: 'too long', lines: [{ quantity: 1 }, { quantity: 0 }], more: 1 })
    expect(body.code).toBe('invalid_request')
    expect(body.errors.map(({ field }) => field).sort()).toEqual(['', 'lines[1].quantity', 'name'])
    expect((await post({ name: 'a' }, '/things/x')).body.errors.map(({ field }) => field)).toEqual(['id'])
    expect((await post({ name: 'a' }, '/things/1?n=x')).body.errors.map(({ field }) => field)).toEqual(['n'])
  })

  test('of addresses that are none', async () => {
    expect(await server.call('GET', '/nowhere')).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(await server.call('DELETE', '/things/1')).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    })
  })

  test('of nobody where somebody is asked', async () => {
    expect(await server.call('GET', '/closed')).toMatchObject({
      status: 401,
      body: { code: 'unauthenticated' },
    })
  })

  test('of bodies too large, of other kinds, and of none', async () => {
    expect(await post({ name: 'a', more: 'x'.repeat(2000) })).toMatchObject({
      status: 413,
      body: { code: 'payload_too_large' },
    })
    const typed = (type: string) =>
      server.call('POST', '/things/1', { body: 'name=a', headers: { 'content-type': type } })
    expect(await typed('application/x-www-form-urlencoded')).toMatchObject({
      status: 415,
      body: { code: 'unsupported_media_type' },
    })
    expect(await server.call('POST', '/things/1')).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    })
    expect(await post('{"name":')).toMatchObject({ status: 400, body: { code: 'malformed_body' } })
  })
})

describe('answers', () => {
  test('hold what the schema names and nothing else', async () => {
    expect((await post({ name: 'a' })).body).toEqual({ id: '1', name: 'a' })
  })

  test('unions strip too, whichever member it is', () => {
    const one = z.object({ kind: z.literal('one'), a: z.string() })
    const two = z.object({ kind: z.literal('two'), b: z.int().nullable() })
    const write = serializer(z.object({ items: z.array(z.union([one, two])) }), true)
    const data = {
      items: [
        { kind: 'one', a: 'x', secret: 1 },
        { kind: 'two', b: null, secret: 1 },
      ],
      secret: 1,
    }
    expect(write(data)).toBe('{"items":[{"kind":"one","a":"x"},{"kind":"two","b":null}]}')
  })

  test('in tests an answer that its schema does not allow is an error', () => {
    const schema = z.object({ n: z.int() })
    expect(() => serializer(schema, true)({ n: null })).toThrow()
    expect(() => serializer(schema, true)({})).toThrow()
  })
})

test('paths of fields', () => {
  expect(fieldPath(['lines', 0, 'plan', 'price'])).toBe('lines[0].plan.price')
  expect(fieldPath([3, 'a'])).toBe('[3].a')
  expect(fieldPath([])).toBe('')
})

test('schemas that nothing refers to leave the document, and twins become one', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
  const document = {
    paths: { '/a': { in: ref('AInput'), out: ref('A'), other: ref('BInput') } },
    components: {
      securitySchemes: {},
      schemas: {
        A: { inner: ref('C') },
        AInput: { inner: ref('CInput') },
        B: { unused: 1 },
        BInput: { b: 1 },
        C: { c: 1 },
        CInput: { c: 1 },
        D: {},
      },
    },
  }
  expect(tidyComponents(document)).toEqual({
    paths: { '/a': { in: ref('A'), out: ref('A'), other: ref('B') } },
    components: { securitySchemes: {}, schemas: { A: { inner: ref('C') }, B: { b: 1 }, C: { c: 1 } } },
  })
})
