import { createPublicKey, verify } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { inTransaction } from '#platform/context.ts'
import { secretsFrom } from '#platform/secrets.ts'
import { contextOf } from '#test/support/context.ts'
import { signInBuyer, unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import { makeMemberToken, readMemberToken, spendMemberToken } from './member-token.ts'

const product = await startProduct()
const ctx = contextOf(product.services)
const { cookie, person } = await signInBuyer(product, { email: `${unique('token')}@example.com` })

type Token = { token: string; madeAt: string; expiresAt: string; nextAt: string; memberCode: string }
async function tokenNow(): Promise<Token> {
  const { status, body, text } = await product.call<Token>('GET', '/v1/me/member-token', { cookie })
  if (status !== 200) throw new Error(text)
  return body
}
/** The next whole minute, so that what follows does not fall into two. */
function toNextMinute(): void {
  const now = Temporal.Instant.from(product.clock.now())
  product.clock.set(
    now.round({ smallestUnit: 'minute', roundingMode: 'floor' }).add({ minutes: 1 }).toString(),
  )
}
const read = (token: string, offline = false) => readMemberToken(ctx, token, { offline })

describe('member token', () => {
  test('identifies its person, with the member code that stays; each call makes another one', async () => {
    toNextMinute()
    const first = await tokenNow()
    const second = await tokenNow()
    expect(first.memberCode).toBe(person.memberCode)
    expect(second.token).not.toBe(first.token)
    expect(Date.parse(first.nextAt) - Date.parse(first.madeAt)).toBe(60_000)
    expect(Date.parse(first.expiresAt) - Date.parse(first.madeAt)).toBe(120_000)
    const seen = await read(first.token)
    expect(seen).toMatchObject({ mode: 'live', madeAt: first.madeAt })
    expect(seen.purchaserId).toBe((await read(second.token)).purchaserId)
  })

  test('authorises in its minute and the next one; offline an older one identifies still', async () => {
    toNextMinute()
    const { token } = await tokenNow()
    product.clock.advance({ seconds: 119 })
    await read(token)
    product.clock.advance({ seconds: 1 })
    await expect(read(token)).rejects.toMatchObject({ code: 'member_token_expired' })
    await read(token, true)
  })

  test('one of a minute that has not begun is none of ours', async () => {
    toNextMinute()
    const { token } = await tokenNow()
    const services = {
      ...ctx,
      clock: { now: () => new Date(Date.parse(product.clock.now()) - 10_000).toISOString() },
    }
    await expect(readMemberToken(services, token, { offline: true })).rejects.toMatchObject({
      code: 'member_token_invalid',
    })
  })

  test('is used once, also by two at the same time', async () => {
    const token = await read((await tokenNow()).token)
    const spend = () => inTransaction(ctx, (tx) => spendMemberToken(tx, ctx, token))
    const results = await Promise.allSettled([spend(), spend(), spend()])
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(spend()).rejects.toMatchObject({ code: 'member_token_used' })
  })

  test('another writing of the same signature is the same token', async () => {
    const { token } = await tokenNow()
    const padded = `${token}==`
    expect((await read(padded)).hash).toEqual((await read(token)).hash)
  })

  test('every changed byte makes it none of ours', async () => {
    const { token } = await tokenNow()
    const bytes = Buffer.from(token.slice(3), 'base64url')
    expect(bytes).toHaveLength(94)
    for (let i = 0; i < bytes.length; i += 1) {
      const changed = Buffer.from(bytes)
      changed[i] = (changed[i] as number) ^ 1
      const wrong = read(`m1.${changed.toString('base64url')}`, true)
      await expect(wrong, `byte ${i}`).rejects.toMatchObject({ code: 'member_token_invalid', status: 422 })
    }
  })

  test.each(['', 'm1.', 'm2.AAAA', 'hello', `m1.${'A'.repeat(126)}`, 'm1.💳'])(
    '%j is none',
    async (token) => {
      await expect(read(token, true)).rejects.toMatchObject({ code: 'member_token_invalid' })
    },
  )

  test('a till that is offline verifies it by the public keys alone', async () => {
    const { token } = await tokenNow()
    const { body } = await product.call<{ keys: { kid: string; kty: string; crv: string; x: string }[] }>(
      'GET',
      '/v1/member-token-keys',
    )
    const bytes = Buffer.from(token.slice(3), 'base64url')
    const signed = Buffer.concat([Buffer.from('m1.'), bytes.subarray(0, 30)])
    const fits = body.keys.map(({ kid: _kid, ...jwk }) =>
      verify(null, signed, createPublicKey({ key: jwk, format: 'jwk' }), bytes.subarray(30)),
    )
    expect(fits).toContain(true)
  })

  test('keys rotate: one signed by the key before is read, one of a key that went is not', async () => {
    const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
    const lookup = `lookup:${Buffer.alloc(32, 7).toString('base64')}`
    const at = (keys: string) => ({ ...ctx, secrets: secretsFrom(`${keys},${lookup}`) })
    const { purchaserId } = await read((await tokenNow()).token)
    const old = makeMemberToken(at(`k1:${key(1)}`), purchaserId, 'live').token
    const both = at(`k2:${key(2)},k1:${key(1)}`)
    expect((await readMemberToken(both, old, { offline: false })).purchaserId).toBe(purchaserId)
    const fresh = makeMemberToken(both, purchaserId, 'live').token
    const gone = at(`k2:${key(2)}`)
    await readMemberToken(gone, fresh, { offline: false })
    await expect(readMemberToken(gone, old, { offline: false })).rejects.toMatchObject({
      code: 'member_token_invalid',
    })
  })

  test('the mode is signed, and must be the one of the person', async () => {
    const { purchaserId } = await read((await tokenNow()).token)
    const wrong = makeMemberToken(ctx, purchaserId, 'test').token
    await expect(read(wrong)).rejects.toMatchObject({ code: 'member_token_invalid' })
  })

  test('used ones are forgotten once nobody could use them any more', async () => {
    const token = await read((await tokenNow()).token)
    await inTransaction(ctx, (tx) => spendMemberToken(tx, ctx, token))
    const count = async () => {
      await sql`select graphile_worker.add_job('identity.sweep-sign-ins', '{}'::json)`.execute(ctx.db)
      await product.settled()
      const { rows } = await sql<{ n: number }>`select count(*)::int as n from used_member_tokens`.execute(
        ctx.db,
      )
      return rows[0]?.n
    }
    expect(await count()).toBeGreaterThan(0)
    product.clock.advance({ minutes: 61 })
    expect(await count()).toBe(0)
  })
})
