import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { defineEvent, publish } from '#platform/events.ts'
import { inTransaction } from '#platform/context.ts'
import { newId, parsePublicId, publicId } from '#platform/ids.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import { contextOf } from '#test/support/context.ts'
import { startIdentityServer } from '#test/support/identity-server.ts'
import { keepNewBuyers, resolveBuyers } from './index.ts'
import { codeSentTo, newSeller, signInBuyer, unique } from '#test/support/people.ts'

const heartbeatMs = 300
const server = await startIdentityServer({ heartbeatMs })
const url = await server.listen()
const { services } = server
const happened = defineEvent('test.happened', z.object({}).loose())

const freshEmail = () => ({ email: `${unique('rin')}@example.com` })
const uuidOf = (person: { id: string }) => parsePublicId('per', person.id) as PurchaserId

function announce(payload: Record<string, unknown>): Promise<void> {
  const ctx = contextOf(services)
  return inTransaction(ctx, (tx) => publish(tx, happened, payload))
}

/** The identity that a store's report of a purchase makes. */
function knownToStores(phone: string): Promise<string> {
  const ctx = contextOf(services)
  return inTransaction(ctx, async (tx) => {
    const [found] = await resolveBuyers(tx, ctx, [
      { mode: 'live', organisationId: newId<'org'>(0), buyer: { phone } },
    ])
    if (!found || 'problem' in found || !found.created) throw new Error('known already')
    const rows = new Rows()
    await keepNewBuyers(tx, ctx, rows, [found.created], [])
    await rows.insert(tx)
    return found.purchaserId
  })
}

type Stream = {
  text(): string
  until(found: (text: string) => boolean): Promise<string>
  ended: Promise<void>
  stop(): void
  status: number
  headers: Headers
}

async function open(cookie: string): Promise<Stream> {
  const abort = new AbortController()
  const answer = await fetch(`${url}/v1/me/events`, {
    headers: { cookie: `mamori_session=${cookie}` },
    signal: abort.signal,
  })
  let text = ''
  const ended = (async () => {
    try {
      for await (const chunk of answer.body ?? []) text += Buffer.from(chunk).toString()
    } catch (error) {
      if (!abort.signal.aborted) throw error
    }
  })()
  return {
    status: answer.status,
    headers: answer.headers,
    text: () => text,
    ended,
    stop: () => abort.abort(),
    async until(found) {
      const deadline = performance.now() + 5000
      while (!found(text)) {
        if (performance.now() > deadline) throw new Error(`not seen within 5 s: ${JSON.stringify(text)}`)
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      return text
    },
  }
}
const dataOf = (text: string, topic = 'test.happened') =>
  [...text.matchAll(/^data: (.*)$/gm)]
    .map((match) => JSON.parse(match[1] ?? '') as { topic: string })
    .filter((event) => event.topic === topic)

describe('the stream of a buyer', () => {
  test('brings what happens to them as it happens, with public ids alone', async () => {
    const { cookie, person } = await signInBuyer(server, freshEmail())
    const stream = await open(cookie)
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    await stream.until((text) => text.startsWith('retry: 1000\n\n'))
    const [purchaseId, a, b] = [newId<'pur'>(1), newId<'ctr'>(1), newId<'ctr'>(1)]
    const started = performance.now()
    await announce({
      purchaserIds: [uuidOf(person)],
      purchaseId,
      contractIds: [a, b],
      secret: 'not for the screen',
    })
    await announce({ purchaserIds: [uuidOf(person)], purchaseId })
    const text = await stream.until((seen) => dataOf(seen).length >= 3)
    expect(performance.now() - started).toBeLessThan(4000)
    const purchase = publicId('pur', purchaseId)
    expect(dataOf(text)).toEqual([
      { topic: 'test.happened', purchaseId: purchase, contractId: publicId('ctr', a), settlementId: null },
      { topic: 'test.happened', purchaseId: purchase, contractId: publicId('ctr', b), settlementId: null },
      { topic: 'test.happened', purchaseId: purchase, contractId: null, settlementId: null },
    ])
    expect(text).not.toContain(uuidOf(person))
    stream.stop()
  })

  test('brings nothing of others, and nothing that names nobody', async () => {
    const [mine, theirs] = [await signInBuyer(server, freshEmail()), await signInBuyer(server, freshEmail())]
    const stream = await open(mine.cookie)
    await announce({ purchaserIds: [uuidOf(theirs.person)], purchaseId: newId<'pur'>(1) })
    await announce({ purchaseId: newId<'pur'>(1) })
    const own = newId<'pur'>(2)
    await announce({ purchaserIds: [uuidOf(mine.person)], purchaseId: own })
    const text = await stream.until((seen) => dataOf(seen).length > 0)
    expect(dataOf(text)).toEqual([
      { topic: 'test.happened', purchaseId: publicId('pur', own), contractId: null, settlementId: null },
    ])
    stream.stop()
  })

  test('keeps alive, and ends with the session', async () => {
    const { cookie, person } = await signInBuyer(server, freshEmail())
    const stream = await open(cookie)
    await stream.until((text) => text.includes(': alive'))
    await server.call('POST', '/v1/sign-out', { cookie })
    await announce({ purchaserIds: [uuidOf(person)], purchaseId: newId<'pur'>(1) })
    await stream.ended
    expect(dataOf(stream.text())).toEqual([])
    expect((await open(cookie)).status).toBe(401)
  })

  test('hears of an identity that was linked meanwhile', async () => {
    const contact = { kind: 'phone' as const, value: '+819055556666' }
    const known = await knownToStores(contact.value)
    const { cookie } = await signInBuyer(server, freshEmail())
    const stream = await open(cookie)
    await server.call('POST', '/v1/me/contacts/codes', {
      cookie,
      body: { contact: { phone: contact.value } },
    })
    const code = await codeSentTo(server, contact.value)
    await server.call('POST', '/v1/me/contacts', {
      cookie,
      body: { contact: { phone: contact.value }, code },
    })
    await stream.until((text) => dataOf(text, 'contact.proven').length >= 2)
    await announce({ purchaserIds: [known], purchaseId: newId<'pur'>(3) })
    await stream.until((text) => dataOf(text).length === 1)
    stream.stop()
  })

  test('a session has five streams at most', async () => {
    const { cookie } = await signInBuyer(server, freshEmail())
    const streams = await Promise.all(Array.from({ length: 5 }, () => open(cookie)))
    expect(streams.map((stream) => stream.status)).toEqual([200, 200, 200, 200, 200])
    expect((await open(cookie)).status).toBe(429)
    streams[0]?.stop()
    await streams[0]?.ended
    await new Promise((resolve) => setTimeout(resolve, 100))
    const next = await open(cookie)
    expect(next.status).toBe(200)
    for (const stream of [...streams, next]) stream.stop()
  })

  test('is for buyers alone', async () => {
    const { key } = await newSeller(server)
    expect((await fetch(`${url}/v1/me/events`)).status).toBe(401)
    expect((await fetch(`${url}/v1/me/events`, { headers: { authorization: `Bearer ${key}` } })).status).toBe(
      403,
    )
  })
})

test('a server that closes ends its streams and does not wait for them', async () => {
  const closing = await startIdentityServer()
  const address = await closing.listen()
  const { cookie } = await signInBuyer(closing, freshEmail())
  const answer = await fetch(`${address}/v1/me/events`, { headers: { cookie: `mamori_session=${cookie}` } })
  const reader = answer.body?.getReader()
  await reader?.read()
  const started = performance.now()
  await closing.app.close()
  expect(performance.now() - started).toBeLessThan(8000)
  let end = await reader?.read()
  while (end && !end.done) end = await reader?.read()
  expect(end?.done).toBe(true)
})
