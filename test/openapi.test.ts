import { describe, expect, test } from 'vitest'
import { scopes } from '#platform/auth.ts'
import { openapiDocument } from '#src/openapi.ts'
import { startProduct } from './support/product.ts'
import { committed, operationsOf } from './support/document.ts'
import type { JsonSchema, OpenApi } from './support/document.ts'

const all = operationsOf(committed)
const schemas = committed.components.schemas
const problemType = 'application/problem+json'

function schemaOf(schema: JsonSchema): JsonSchema {
  const name = schema.$ref?.replace('#/components/schemas/', '')
  return name === undefined ? schema : (schemas[name] as JsonSchema)
}

/** Every schema inside one, each named one once, with the path that leads to it. */
function inside(
  schema: JsonSchema,
  path: string,
  seen = new Set<string>(),
): { path: string; schema: JsonSchema }[] {
  if (schema.$ref !== undefined) {
    if (seen.has(schema.$ref)) return []
    seen.add(schema.$ref)
  }
  const real = schemaOf(schema)
  const inner = [
    ...Object.entries(real.properties ?? {}).map(([name, value]) => [`${path}.${name}`, value] as const),
    ...(real.items ? [[`${path}[]`, real.items] as const] : []),
    ...[...(real.anyOf ?? []), ...(real.oneOf ?? []), ...(real.allOf ?? [])].map(
      (value) => [path, value] as const,
    ),
  ]
  return [{ path, schema: real }, ...inner.flatMap(([name, value]) => inside(value, name, seen))]
}

/** What problems say beside what all of them say. */
const moreMembers: Record<string, Record<string, string[]>> = { createSettlement: { 409: ['quote'] } }

describe('openapi.json', () => {
  test('says what the routes say', async () => {
    const made = JSON.parse(await openapiDocument()) as OpenApi
    expect(Object.keys(made.paths)).toEqual(Object.keys(committed.paths))
    const text = (document: OpenApi) =>
      new Map(
        operationsOf(document).map(({ operation }) => [operation.operationId, JSON.stringify(operation)]),
      )
    const before = text(committed)
    const changed = [...text(made)].filter(([id, said]) => before.get(id) !== said).map(([id]) => id)
    expect(changed, 'these have changed: npm run generate').toEqual([])
    const named = Object.entries(made.components.schemas).filter(
      ([name, schema]) => JSON.stringify(schema) !== JSON.stringify(schemas[name]),
    )
    expect(
      named.map(([name]) => name),
      'these have changed: npm run generate',
    ).toEqual([])
    expect(JSON.stringify(made) === JSON.stringify(committed), 'npm run generate').toBe(true)
  })

  test('has every address that the server answers under /v1, and no other', async () => {
    const product = await startProduct()
    const routes = product.app.printRoutes({ commonPrefix: false, includeMeta: false })
    expect(routes).toContain('purchases')
    for (const { method, path } of all) {
      const url = path.replaceAll(/\{(\w+)\}/g, ':$1')
      expect(product.app.hasRoute({ method: method.toUpperCase() as 'GET', url }), `${method} ${path}`).toBe(
        true,
      )
    }
    const served = await product.call<OpenApi>('GET', '/docs/json')
    expect(Object.keys(served.body.paths)).toEqual(Object.keys(committed.paths))
  })

  test('names each operation once, as a verb and a noun', () => {
    expect(all.length).toBeGreaterThan(50)
    const ids = all.map(({ operation }) => operation.operationId)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    expect(ids.filter((id) => !/^[a-z]+(?:[A-Z][a-z]*)*$/.test(id))).toEqual([])
  })
})

describe.each(all)('$operation.operationId', ({ path, method, operation }) => {
  const { responses } = operation
  const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'))
  const refusals = Object.entries(responses).filter(([status]) => !status.startsWith('2'))

  test('says what it does, in one line without an end', () => {
    expect(operation.summary).toMatch(/^[A-Z\u0027].{3,90}[^.]$/)
    expect(operation.tags).toHaveLength(1)
  })

  test('has one answer of success, with a schema', () => {
    expect(successes).toHaveLength(1)
    const [status, answer] = successes[0] as (typeof successes)[number]
    expect(['200', '201']).toContain(status)
    const media = Object.entries(answer.content ?? {})
    expect(media).toHaveLength(1)
    expect(Object.keys(media[0]?.[1].schema ?? {})).not.toEqual([])
  })

  test('never leaves a field of its answer away: null is spelled out', () => {
    const [[, answer]] = successes as [(typeof successes)[number]]
    const optional = Object.values(answer.content ?? {})
      .flatMap(({ schema }) => inside(schema, 'answer'))
      .flatMap(({ path: place, schema }) =>
        Object.keys(schema.properties ?? {})
          .filter((name) => !schema.required?.includes(name))
          .map((name) => `${place}.${name}`),
      )
    expect(optional).toEqual([])
  })

  test('names the codes of its refusals', () => {
    expect(refusals.map(([status]) => status)).toEqual(
      expect.arrayContaining(['400', '413', '415', '429', '500', '503']),
    )
    for (const [status, answer] of refusals) {
      const schema = schemaOf(answer.content?.[problemType]?.schema ?? {})
      expect(Object.keys(answer.content ?? {}), status).toEqual([problemType])
      const more = moreMembers[operation.operationId]?.[status] ?? []
      expect(Object.keys(schema.properties ?? {}).sort(), status).toEqual(
        ['code', 'detail', 'errors', 'requestId', 'status', 'title', 'type', ...more].sort(),
      )
      expect(schema.required?.length, status).toBe(7)
      const codes = schema.properties?.['code']?.enum ?? [schema.properties?.['code']?.const]
      expect(codes.length, status).toBeGreaterThan(0)
      for (const code of codes) expect(code, status).toMatch(/^[a-z]+(?:_[a-z]+)*$/)
    }
  })

  test('says who may call it, and refuses the others by the codes for that', () => {
    const access = operation['x-access']
    expect(
      Object.keys(access).filter((key) => ['open', 'scope', 'buyer', 'staff'].includes(key)).length,
    ).toBeGreaterThan(0)
    if (access.open !== undefined) {
      expect(access.open.length).toBeGreaterThan(20)
      return
    }
    if (access.scope !== undefined) expect(scopes).toContain(access.scope)
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403']))
    expect(operation.security?.length).toBeGreaterThan(0)
  })

  test('describes each part of its address, and takes a key against doubles where it writes', () => {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const described = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
    expect(described.map(({ name }) => name).sort()).toEqual(named.sort())
    expect(
      described.every(({ required, schema }) => required === true && Object.keys(schema).length > 0),
    ).toBe(true)
    const writes = method !== 'get'
    expect(operation['x-idempotency'] === 'read').toBe(!writes)
    if (operation['x-idempotency'] === 'Idempotency-Key')
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['409', '422']))
    else if (writes) expect(operation['x-idempotency'].length).toBeGreaterThan(10)
  })

  test('answers a list as items and a cursor', () => {
    if (!operation.operationId.startsWith('list')) return
    const [[, answer]] = successes as [(typeof successes)[number]]
    expect(
      Object.keys(schemaOf(answer.content?.['application/json']?.schema ?? {}).properties ?? {}).sort(),
    ).toEqual(['items', 'nextCursor'])
  })
})

describe('schemas', () => {
  test('are all used, and every reference leads to one', () => {
    const referred = (value: unknown) =>
      [...JSON.stringify(value).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(
        ([, name]) => name as string,
      )
    const reached = new Set<string>()
    const visit = (names: string[]): void => {
      for (const name of names) {
        if (reached.has(name)) continue
        reached.add(name)
        expect(schemas, name).toHaveProperty(name)
        visit(referred(schemas[name]))
      }
    }
    visit(referred(committed.paths))
    expect(Object.keys(schemas).length).toBeGreaterThan(40)
    expect(Object.keys(schemas).filter((name) => !reached.has(name))).toEqual([])
  })

  test('name no amount as a fraction', () => {
    const fields = Object.entries(schemas).flatMap(([name, schema]) => inside(schema, name))
    const amounts = fields.filter(({ path }) =>
      /\.(?:amount|price|premium|total|unitPrice|refundDue|spent|returned)$/.test(path),
    )
    expect(amounts.length).toBeGreaterThan(10)
    for (const { path, schema } of amounts) {
      const types = [schema, ...(schema.anyOf ?? []).map(schemaOf)].flatMap(({ type }) => type ?? [])
      // Inside one that may be null each kind stands by itself, and objects are no amounts.
      if (types.includes('object') || schema.oneOf || schema.properties || schema.type === 'null') continue
      expect(types, path).toContain('integer')
      expect(types, path).not.toContain('number')
    }
  })
})
