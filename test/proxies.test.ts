import { afterAll, describe, expect, test } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { createHttp } from '#platform/http.ts'
import { createApp } from '#src/app.ts'
import { testServices } from '#test/support/context.ts'

/** A server that says who it believes is calling. */
async function believing(setting?: string) {
  const { services, close } = await testServices(setting === undefined ? {} : { TRUST_PROXY: setting })
  const app = await createHttp(services, () => ({ kind: 'anonymous' }))
  app.get('/who', { schema: { hide: true } }, (request, reply) =>
    reply.serializer(JSON.stringify).send({ ip: request.ip, host: request.host, protocol: request.protocol }),
  )
  await app.ready()
  afterAll(async () => {
    await app.close()
    await close()
  })
  return async (remoteAddress: string, forwardedFor: string) => {
    const answer = await app.inject({
      url: '/who',
      remoteAddress,
      headers: {
        host: 'own.example',
        'x-forwarded-for': forwardedFor,
        'x-forwarded-host': 'forged.example',
        'x-forwarded-proto': 'https',
      },
    })
    return JSON.parse(answer.body) as { ip: string; host: string; protocol: string }
  }
}

describe('X-Forwarded-* are believed', () => {
  test('of nobody unless a proxy is named: else each call could come from an address of its own', async () => {
    const who = await believing()
    expect(await who('203.0.113.9', '198.51.100.1')).toEqual({
      ip: '203.0.113.9',
      host: 'own.example',
      protocol: 'http',
    })
    expect(await who('127.0.0.1', '198.51.100.1')).toMatchObject({ ip: '127.0.0.1', host: 'own.example' })
  })

  test('of the proxies at the addresses given, and of nobody else', async () => {
    const who = await believing('10.0.0.5, 192.168.0.0/24')
    expect(await who('10.0.0.5', '198.51.100.1')).toEqual({
      ip: '198.51.100.1',
      host: 'forged.example',
      protocol: 'https',
    })
    expect(await who('192.168.0.77', '198.51.100.1')).toMatchObject({ ip: '198.51.100.1' })
    expect(await who('10.0.0.6', '198.51.100.1')).toEqual({
      ip: '10.0.0.6',
      host: 'own.example',
      protocol: 'http',
    })
    // What the caller wrote before it came to the proxy counts for nothing.
    expect(await who('10.0.0.5', '1.1.1.1, 198.51.100.1')).toMatchObject({ ip: '198.51.100.1' })
    expect(await who('10.0.0.5', '1.1.1.1, 192.168.0.9')).toMatchObject({ ip: '1.1.1.1' })
  })

  test('of as many proxies as are counted', async () => {
    const one = await believing('1')
    expect(await one('10.0.0.5', '1.1.1.1, 198.51.100.1')).toMatchObject({ ip: '198.51.100.1' })
    const two = await believing('2')
    expect(await two('10.0.0.5', '1.1.1.1, 198.51.100.1, 10.0.0.6')).toMatchObject({ ip: '198.51.100.1' })
  })

  test.each(['11', '-1', 'nginx', '10.0.0.0/33', '10.0.0.5,,10.0.0.6', '', '10.0.0.0/0', 'true'])(
    '%j is no setting',
    (setting) => {
      expect(() => readConfig({ DATABASE_URL: 'postgres://x', TRUST_PROXY: setting })).toThrow('TRUST_PROXY')
    },
  )

  test('limits by address hold against who forwards another address at each call', async () => {
    const call = await offers()
    const statuses = new Set<number>()
    for (let i = 0; i < 301; i += 1) statuses.add(await call(`198.51.100.${i % 250}`))
    expect(statuses).toContain(429)
  })

  test('limits by address are those of the callers behind a proxy, not of the proxy', async () => {
    const call = await offers('127.0.0.1')
    const statuses = new Set<number>()
    for (let i = 0; i < 301; i += 1) statuses.add(await call('198.51.100.1'))
    expect(statuses).toContain(429)
    expect(await call('198.51.100.2')).not.toBe(429)
  })
})

/** Asks for offers from this machine, which says for whom. */
async function offers(setting?: string) {
  const { services, close } = await testServices(setting === undefined ? {} : { TRUST_PROXY: setting })
  const app = await createApp(services)
  afterAll(async () => {
    await app.close()
    await close()
  })
  return async (forwardedFor: string) =>
    (await app.inject({ url: '/v1/offers?storeCode=x', headers: { 'x-forwarded-for': forwardedFor } }))
      .statusCode
}
