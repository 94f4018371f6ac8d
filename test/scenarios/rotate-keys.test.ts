import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { createStaff } from '#modules/identity/index.ts'
import { resealAll } from '#src/keys/reseal-all.ts'
import { rotateKeys } from '#src/rotate-keys.ts'
import { secretsFrom } from '#platform/secrets.ts'
import { sealedPlaces } from '#src/sealed-places.ts'
import { Paper, faultsOf, folderOfTest, servicesOver } from '#test/support/backup.ts'
import { contextOf } from '#test/support/context.ts'
import { signInBuyer, signInStaffMember, unique } from '#test/support/people.ts'
import { openShop, startProduct } from '#test/support/product.ts'

const file = join(folderOfTest('keys'), 'keys')
const environment = { MAMORI_KEYS: '', MAMORI_KEY_FILE: file }
const product = await startProduct({ environment })
const { services } = product
const url = services.config.DATABASE_URL
const shop = await openShop(product)
afterEach(() => vi.unstubAllEnvs())

/** Runs the command as a process of the same machine would. */
async function rotate(...args: string[]): Promise<{ code: number; text: string }> {
  for (const [name, value] of Object.entries({ ...environment, MAMORI_ENV: 'test' })) vi.stubEnv(name, value)
  const paper = new Paper()
  const code = await rotateKeys(url, args, paper)
  return { code, text: paper.text }
}
const me = (cookie: string) =>
  product.call<{ id: string; contacts: { value: string }[] }>('GET', '/v1/me', { cookie })
const buyer = { email: `${unique('buyer')}@example.com` }
const staffEmail = `${unique('staff')}@example.com`

test('after a rotation all opens, the old key can go, and people sign in as who they were', async () => {
  const before = await signInBuyer(product, buyer)
  await createStaff(contextOf(services, shop.staff), shop.organisation.id, {
    name: 'A',
    email: staffEmail,
    role: 'owner',
    storeCodes: null,
  })
  const old = readFileSync(file, 'utf8')
  expect(old).toMatch(/^k1:[^,]+,lookup:[^,]+$/)

  const { code, text } = await rotate()
  expect(text).toContain('k1 is needed no longer')
  expect(text).toContain('purchasers.data_key')
  expect(code).toBe(0)
  const rotated = readFileSync(file, 'utf8')
  expect(rotated).toMatch(/^k2:[^,]+,k1:[^,]+,lookup:/)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  // The process that runs all the while seals under the new key, and opens what is under it.
  expect(services.secrets.seal('x', 'c').subarray(2, 4).toString()).toBe('k2')
  expect((await me(before.cookie)).body.contacts.map(({ value }) => value)).toEqual([buyer.email])

  expect(await rotate('--forget', 'k1')).toMatchObject({ code: 0 })
  expect(readFileSync(file, 'utf8')).toMatch(/^k2:[^,]+,lookup:/)
  const another = servicesOver(services, url, environment)
  expect(another.secrets.keyIds()).toEqual(['k2'])
  const { examples } = await faultsOf(another)
  expect(examples).toEqual([])
  const fresh = await startProduct({ environment: { ...environment, DATABASE_URL: url } })
  fresh.clock.advance({ seconds: 60 })
  expect((await signInBuyer(fresh, buyer)).person.id).toBe(before.person.id)
})

test('a message that waits under an old key is not forgotten: the key is needed until it has gone', async () => {
  const sealed = services.secrets.seal('{}', 'message').toString('base64')
  await sql`select graphile_worker.add_job('later', ${JSON.stringify({ sealed })}::json, run_at => now() + interval '1 day')`.execute(
    services.db,
  )
  const [current = ''] = services.secrets.keyIds()
  const first = await rotate()
  expect(first.code).toBe(1)
  expect(first.text).toContain(`${current}: 1 values still`)
  expect(await rotate('--forget', current)).toMatchObject({ code: 1 })
  await sql`select graphile_worker.permanently_fail_jobs(array(select id from graphile_worker.jobs where task_identifier = 'later'))`.execute(
    services.db,
  )
  await sql`delete from graphile_worker._private_jobs where attempts >= max_attempts`.execute(services.db)
  expect((await rotate('--reseal')).code).toBe(0)
  expect(await rotate('--forget', 'k9')).toMatchObject({ code: 1 })
})

test('goes in portions, each with its audit row, and another run finds nothing to do', async () => {
  for (let i = 0; i < 7; i += 1)
    await product.call('POST', '/v1/purchases', {
      key: shop.key,
      body: {
        storeCode: shop.store.code,
        reference: unique('R'),
        purchasedAt: '2026-11-20T12:00:00+09:00',
        currency: 'JPY',
        buyer: { email: `${unique('many')}@example.com` },
        lines: [{ code: 'X', name: 'X', quantity: 1, unitPrice: 1 }],
      },
    })
  const text = readFileSync(file, 'utf8')
  const key = Buffer.alloc(32, 3).toString('base64')
  const secrets = secretsFrom(`x9:${key},${text}`)
  const ctx = { ...contextOf(services, undefined, 'rotateKeys'), secrets }
  const steps: string[] = []
  const done = await resealAll(ctx, (place, sum) => steps.push(`${place} ${sum}`), 3)
  expect(done).toBeGreaterThan(8)
  expect(steps.filter((step) => step.startsWith('purchasers')).length).toBeGreaterThan(2)
  const { rows } = await sql<{ n: number }>`select sum((after->>'values')::int)::int as n from audit_entries
    where entity = 'sealed' and after->>'key' = 'x9'`.execute(services.db)
  expect(rows[0]?.n).toBe(done)
  expect(await resealAll(ctx, undefined, 3)).toBe(0)
  // Nobody else has that key.
  await resealAll({
    ...ctx,
    secrets: secretsFrom(`${text.split(',')[0]},x9:${key},${text.split(',').at(-1)}`),
  })
})

test('what is sealed is known to the rotation: no column of sealed values is left out', async () => {
  const { rows } = await sql<{ place: string }>`
    select c.relname || '.' || a.attname as place from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid = 'bytea'::regtype
      and not a.attisdropped order by 1`.execute(services.db)
  /**
   * Hashes, what is sealed under a person's own key, and answers under a key of the look-ups' and the caller's: a
   * rotation of ours does not touch them.
   */
  const others =
    /hash$|^idempotency_keys\.answer$|^sign_in_limits\.key$|^purchasers\.(?:name|address|birth_date)_sealed$|^purchaser_contacts\.sealed$|^purchases\.buyer_name_sealed$|^claims\.description_sealed$|^claim_history\.note_sealed$|^claim_coupons\.code_sealed$/
  expect(rows.length).toBeGreaterThan(10)
  expect(rows.map(({ place }) => place).filter((place) => !others.test(place))).toEqual(
    sealedPlaces.map(({ table, column }) => `${table}.${column}`).sort(),
  )
})

test('staff sign in after it', async () => {
  expect(await signInStaffMember(product, staffEmail)).toBeTruthy()
})
