import { describe, expect, test } from 'vitest'
import type { Kept } from '../web/register/till/kept.ts'
import { keptInMemory } from '../web/register/till/kept.ts'
import {
  addSale,
  answeredSales,
  changeSale,
  closedSales,
  closeSale,
  dismissSale,
  drain,
  isAnswered,
  openSales,
  reserveReference,
  saleOf,
  sendAgain,
  sendAtFullPrice,
} from '../web/register/till/queue.ts'
import type { Outcome, Sender } from '../web/register/till/queue.ts'
import { mayBeFullPrice } from '../web/register/till/full-price.ts'
import { isReference } from '../web/register/till/references.ts'
import type { Problem, Settlement, SettlementRequest } from '../web/register/till/types.ts'

const at = '2026-11-22T10:00:00.000Z'
const refusal = (code: string, status = 409): Problem => ({ code, status, errors: [], requestId: 'req' })

/** A server that knows receipt numbers, with a line that can lose the call or its answer. */
function newServer() {
  const recorded = new Map<string, string>()
  const received: string[] = []
  const server = {
    recorded,
    received,
    line: 'whole' as 'whole' | 'cut' | 'no answer',
    refuse: new Map<string, Problem>(),
    async send(body: SettlementRequest): Promise<Outcome> {
      if (server.line === 'cut') return { kind: 'unreachable' }
      received.push(body.reference)
      const refused = server.refuse.get(body.reference)
      if (refused && refused.status >= 500) return { kind: 'failed', problem: refused }
      if (refused && !(body.offline && refused.code.startsWith('member_token')))
        return { kind: 'refused', problem: refused }
      const content = JSON.stringify(body)
      const before = recorded.get(body.reference)
      if (before !== undefined && before !== content)
        return { kind: 'refused', problem: refusal('settlement_conflict') }
      recorded.set(body.reference, content)
      if (server.line === 'no answer') return { kind: 'unreachable' }
      return { kind: 'answered', settlement: { reference: body.reference } as Settlement }
    },
  }
  return server
}
type Server = ReturnType<typeof newServer>

function tab(server: Server, name = 'one', clock = { ms: 0 }): Sender {
  return { tab: name, now: () => clock.ms, send: (body) => server.send(body) }
}

async function sell(kept: Kept, change: Partial<SettlementRequest> = {}, taken = true) {
  const reference = await reserveReference(kept)
  return addSale(
    kept,
    { at, fullPrice: 1000, taken },
    {
      merchantCode: 'shibuya',
      currency: 'JPY',
      occurredAt: at,
      reference,
      lines: [{ code: 'A', quantity: 1, unitPrice: 1000 }],
      tenders: [{ kind: 'cash', amount: 1000 }],
      expectedAmountDue: 1000,
      ...change,
    },
  )
}

describe('receipt numbers of a device', () => {
  test('are never given twice, also not over reloads and between tabs', async () => {
    const kept = keptInMemory()
    const made = await Promise.all(Array.from({ length: 50 }, () => sell(kept)))
    const references = made.map(({ reference }) => reference)
    expect(new Set(references).size).toBe(50)
    expect(references.every(isReference)).toBe(true)
    expect(references[0]?.endsWith('-000001')).toBe(true)
    expect(references[49]?.endsWith('-000050')).toBe(true)
  })

  test('of two devices differ', async () => {
    const [here, there] = [await sell(keptInMemory()), await sell(keptInMemory())]
    expect(here.reference.slice(0, 8)).not.toBe(there.reference.slice(0, 8))
  })
})

describe('M14: the queue of a register', () => {
  test('writes a sale before it is sent, and lets it go with an answer', async () => {
    const kept = keptInMemory()
    const server = newServer()
    server.line = 'cut'
    const { reference } = await sell(kept)
    expect(await drain(kept, tab(server))).toBe('unreachable')
    expect(await openSales(kept)).toMatchObject([{ reference, state: 'waiting', tries: 1 }])
    server.line = 'whole'
    expect(await drain(kept, tab(server))).toBe('empty')
    expect(await openSales(kept)).toEqual([])
    expect(await answeredSales(kept)).toMatchObject([{ reference, late: true, settlement: { reference } }])
  })

  test('sells once where the answer was lost, however often it is sent', async () => {
    const kept = keptInMemory()
    const server = newServer()
    server.line = 'no answer'
    const { reference } = await sell(kept)
    for (let i = 0; i < 3; i += 1) expect(await drain(kept, tab(server))).toBe('unreachable')
    expect(await openSales(kept)).toHaveLength(1)
    server.line = 'whole'
    await drain(kept, tab(server))
    expect(server.received).toEqual([reference, reference, reference, reference])
    expect([...server.recorded.keys()]).toEqual([reference])
    expect(await openSales(kept)).toEqual([])
  })

  test('goes on after a reload in the middle of a sending', async () => {
    const kept = keptInMemory()
    const server = newServer()
    const clock = { ms: 0 }
    const { reference } = await sell(kept)
    // The page goes away while the server works: nobody ever sees this answer.
    void drain(kept, { ...tab(server, 'before', clock), send: () => new Promise<Outcome>(() => undefined) })
    await Promise.resolve()
    await server.send((await openSales(kept))[0]?.body as SettlementRequest)
    expect(await drain(kept, tab(server, 'after', clock))).toBe('busy')
    clock.ms = 31_000
    expect(await drain(kept, tab(server, 'after', clock))).toBe('empty')
    expect([...server.recorded.keys()]).toEqual([reference])
    expect(await saleOf(kept, reference)).toMatchObject({ settlement: { reference } })
  })

  test('is sent by one tab at a time', async () => {
    const kept = keptInMemory()
    const server = newServer()
    const made = [await sell(kept), await sell(kept), await sell(kept)]
    const ends = await Promise.all([drain(kept, tab(server, 'one')), drain(kept, tab(server, 'two'))])
    expect(ends.toSorted()).toEqual(['busy', 'empty'])
    expect(server.received).toEqual(made.map(({ reference }) => reference))
  })

  test('keeps the order, and a conflict stands in the list while the others go on', async () => {
    const kept = keptInMemory()
    const server = newServer()
    const [first, second, third] = [await sell(kept), await sell(kept), await sell(kept)]
    server.recorded.set(second.reference, 'something else')
    expect(await drain(kept, tab(server))).toBe('empty')
    expect(server.received).toEqual([first.reference, second.reference, third.reference])
    expect(await openSales(kept)).toMatchObject([
      { reference: second.reference, state: 'refused', problem: { code: 'settlement_conflict' } },
    ])
    await dismissSale(kept, second.reference)
    expect(await openSales(kept)).toEqual([])
  })

  test('does not let a sale go that still waits, whoever asks', async () => {
    const kept = keptInMemory()
    const { reference } = await sell(kept)
    await dismissSale(kept, reference)
    expect(await openSales(kept)).toMatchObject([{ reference, state: 'waiting' }])
  })

  test('sets a sale aside at which the server fails, after three times, and sends it again when told', async () => {
    const kept = keptInMemory()
    const server = newServer()
    const [bad, good] = [await sell(kept), await sell(kept)]
    server.refuse.set(bad.reference, refusal('internal_error', 500))
    expect(await drain(kept, tab(server))).toBe('failed')
    expect(await drain(kept, tab(server))).toBe('failed')
    expect(server.recorded.size).toBe(0)
    expect(await drain(kept, tab(server))).toBe('empty')
    expect([...server.recorded.keys()]).toEqual([good.reference])
    expect(await openSales(kept)).toMatchObject([{ reference: bad.reference, state: 'stuck' }])
    server.refuse.clear()
    await sendAgain(kept, bad.reference)
    await drain(kept, tab(server))
    expect(await openSales(kept)).toEqual([])
  })

  test('waits while nobody is signed in', async () => {
    const kept = keptInMemory()
    const { reference } = await sell(kept)
    const signedOut: Sender = { tab: 'one', now: () => 0, send: async () => ({ kind: 'signed_out' }) }
    expect(await drain(kept, signedOut)).toBe('signed_out')
    expect(await openSales(kept)).toMatchObject([{ reference, state: 'waiting' }])
  })

  test('has one sale where it is written twice under one receipt number', async () => {
    const kept = keptInMemory()
    const { reference, body } = await sell(kept)
    await addSale(kept, { at, fullPrice: 1000, taken: true }, body)
    expect(await openSales(kept)).toMatchObject([{ reference }])
  })

  test('stops where the one that was asked for has its answer', async () => {
    const kept = keptInMemory()
    const server = newServer()
    const [first, second] = [await sell(kept), await sell(kept)]
    await sell(kept)
    expect(await drain(kept, tab(server), second.reference)).toBe('empty')
    expect(server.received).toEqual([first.reference, second.reference])
    const sale = await saleOf(kept, second.reference)
    expect(sale && isAnswered(sale)).toBe(true)
  })

  test('sends cash at the full price as a sale without a connection where its token has grown old', async () => {
    const kept = keptInMemory()
    const server = newServer()
    const { reference } = await sell(kept, { memberToken: 'm1.x' })
    server.refuse.set(reference, refusal('member_token_expired', 422))
    expect(await drain(kept, tab(server))).toBe('empty')
    expect(await openSales(kept)).toEqual([])
    expect(JSON.parse(server.recorded.get(reference) ?? '{}')).toMatchObject({
      reference,
      offline: { madeAt: at },
      memberToken: 'm1.x',
    })
  })

  test.each([
    ['a coupon was taken off', { expectedAmountDue: 900 }, true],
    ['it was to be paid from an account', { tenders: [{ kind: 'account' as const }] }, true],
    ['the buyer still stands there', {}, false],
  ])('asks a person where the token has grown old and %s', async (_case, change, taken) => {
    const kept = keptInMemory()
    const server = newServer()
    const { reference } = await sell(kept, { memberToken: 'm1.x', ...change }, taken)
    server.refuse.set(reference, refusal('member_token_expired', 422))
    await drain(kept, tab(server))
    expect(server.recorded.size).toBe(0)
    expect(await openSales(kept)).toMatchObject([{ reference, state: 'refused' }])
  })

  test('remembers that a sale was given up before its outcome was known', async () => {
    const kept = keptInMemory()
    const server = newServer()
    const { reference } = await sell(kept, {}, false)
    await changeSale(kept, reference, { givenUp: true })
    await drain(kept, tab(server))
    expect(await answeredSales(kept)).toMatchObject([{ reference, late: true }])
  })
})

describe('M14: a sale that the server did not take is seen to by a person', () => {
  const coupon = { couponCodes: ['WELCOME'] }
  /** A sale that was refused, as it stands in the list. */
  async function refusedSale(code: string, change: Partial<SettlementRequest> = {}) {
    const kept = keptInMemory()
    const server = newServer()
    const { reference } = await sell(kept, change)
    server.refuse.set(reference, refusal(code))
    await drain(kept, tab(server))
    const [entry] = await openSales(kept)
    if (entry?.state !== 'refused') throw new Error('The sale was not refused.')
    server.refuse.clear()
    return { kept, server, reference, entry }
  }

  test('is sent at full price under its number, where its coupon was refused and all of it was paid in cash', async () => {
    const { kept, server, reference, entry } = await refusedSale('coupon_code_unknown', coupon)
    expect(mayBeFullPrice(entry)).toBe(true)
    await sendAtFullPrice(kept, reference)
    expect(await drain(kept, tab(server))).toBe('empty')
    expect(JSON.parse(server.recorded.get(reference) ?? '')).toMatchObject({
      reference,
      couponCodes: [],
      expectedAmountDue: 1000,
      offline: { madeAt: at },
    })
    expect(await openSales(kept)).toEqual([])
  })

  test('loses a code that is no member’s, and keeps one that identifies', async () => {
    const memberToken = 'm1.token'
    const none = await refusedSale('member_token_invalid', { memberToken })
    await sendAtFullPrice(none.kept, none.reference)
    await drain(none.kept, tab(none.server))
    expect(JSON.parse(none.server.recorded.get(none.reference) ?? '')).not.toHaveProperty('memberToken')
    const known = await refusedSale('coupons_not_stackable', { memberToken, ...coupon })
    await sendAtFullPrice(known.kept, known.reference)
    await drain(known.kept, tab(known.server))
    expect(JSON.parse(known.server.recorded.get(known.reference) ?? '')).toMatchObject({ memberToken })
  })

  test.each([
    ['less than the printed price was paid', 'coupon_code_unknown', { expectedAmountDue: 900 }],
    ['a card paid', 'coupon_code_unknown', { tenders: [{ kind: 'card' as const, amount: 1000 }] }],
    ['the refusal is about something else', 'settlement_conflict', {}],
  ])('is never sent at full price where %s', async (_why, code, change) => {
    const { kept, server, reference, entry } = await refusedSale(code, { ...coupon, ...change })
    expect(mayBeFullPrice(entry)).toBe(false)
    await sendAtFullPrice(kept, reference)
    expect(await openSales(kept)).toMatchObject([{ reference, state: 'refused', body: coupon }])
    expect(await drain(kept, tab(server))).toBe('empty')
    expect(server.recorded.size).toBe(0)
  })

  test('is closed with what was done about it, is never sent again, and stays listed', async () => {
    const { kept, server, reference } = await refusedSale('settlement_conflict')
    await closeSale(kept, reference, { reason: '打ち直した', by: '佐藤', at })
    await sendAgain(kept, reference)
    expect(await drain(kept, tab(server))).toBe('empty')
    expect(server.recorded.size).toBe(0)
    expect(await openSales(kept)).toEqual([])
    expect(await closedSales(kept)).toMatchObject([
      {
        reason: '打ち直した',
        by: '佐藤',
        at,
        entry: { reference, problem: { code: 'settlement_conflict' } },
      },
    ])
  })

  test('is not closed while it waits for its answer', async () => {
    const kept = keptInMemory()
    const { reference } = await sell(kept)
    await closeSale(kept, reference, { reason: '-', by: null, at })
    expect(await openSales(kept)).toMatchObject([{ reference, state: 'waiting' }])
    expect(await closedSales(kept)).toEqual([])
  })
})
