import { Writable } from 'node:stream'
import { sql } from 'kysely'
import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { hexBytes } from '#platform/db.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { sendMessage } from '#platform/messages.ts'
import { createStaff } from './index.ts'
import { contextOf } from '#test/support/context.ts'
import { codeSentTo, signInBuyer, unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import type { WarrantyShop } from '#test/support/warranty.ts'
import { openWarrantyShop } from '#test/support/warranty.ts'

let logged = ''
const sink = new Writable({
  write(chunk: Buffer, _encoding, done) {
    logged += chunk.toString()
    done()
  },
})
const product = await startProduct({ log: pino({ level: 'debug' }, sink) })
product.clock.set('2026-11-22T03:00:00Z')
const { db } = product.services
const electric = await openWarrantyShop(product)
const bicycles = await openWarrantyShop(product)

type Preview = {
  goes: { what: string; count: number }[]
  stays: { what: string; count: number }[]
  contracts: { number: string; lastDay: string; refund: number }[]
  claims: { receptionNumber: string; withdrawable: boolean }[]
  possible: boolean
  confirm: string
  expiresAt: string
}
type Contract = { state: string; stateReason: string | null; premium: number; refundDue: number }

const damage = { cause: 'physical_damage', fault: 'dropped', occurredOn: '2026-11-22' }
const preview = async (cookie: string) =>
  (await product.call<Preview>('GET', '/v1/me/erasure', { cookie })).body
const erase = (cookie: string, body: object) => product.call('POST', '/v1/me/erasure', { cookie, body })
const contractAt = async (shop: WarrantyShop, id: string) =>
  (await product.call<Contract>('GET', `/v1/contracts/${id}`, { key: shop.key })).body

/** Somebody with all that Mamori can know: contacts, name, address, purchases, covers, a claim with words, messages. */
async function somebody() {
  const mark = unique('himitsu')
  const secrets = {
    email: `${mark}@example.com`,
    second: `second.${mark}@example.net`,
    phone: `+8190${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`,
    name: `保守 花子 ${mark}`,
    reportedName: `ホシュ ハナコ ${mark}`,
    address: `東京都千代田区 ${mark} 1-2-3`,
    description: `落として画面が割れました ${mark}`,
    answer: `型番は裏側にあります ${mark}`,
    account: `C-${mark}`,
    browser: `Browser ${mark}`,
    ip: '203.0.113.77',
  }
  const buyer = {
    email: secrets.email,
    phone: secrets.phone,
    name: secrets.reportedName,
    address: secrets.address,
    accountIdentifier: secrets.account,
  }
  const tv = await electric.sell({ buyer, serialNumber: unique('SN') })
  const bicycle = await bicycles.sell({ buyer: { email: secrets.email, name: secrets.reportedName } })
  await product.call('POST', '/v1/sign-in/codes', { body: { contact: { email: secrets.email } } })
  const signedIn = await product.call('POST', '/v1/sign-in', {
    body: { contact: { email: secrets.email }, code: await codeSentTo(product, secrets.email) },
    headers: { 'user-agent': secrets.browser },
    ip: secrets.ip,
  })
  const cookie = /mamori_session=([^;]+)/.exec(String(signedIn.headers['set-cookie']))?.[1] ?? ''
  const by = { cookie, ip: secrets.ip }
  await product.call('PATCH', '/v1/me', {
    ...by,
    headers: { 'idempotency-key': unique('k') },
    body: { name: secrets.name, address: secrets.address },
  })
  product.clock.advance({ seconds: 31 })
  const contact = { email: secrets.second }
  await product.call('POST', '/v1/me/contacts/codes', { ...by, body: { contact } })
  const code = await codeSentTo(product, secrets.second)
  const added = await product.call('POST', '/v1/me/contacts', { ...by, body: { contact, code } })
  expect(added.status, added.text).toBe(200)
  const claim = await product.call<{ id: string; receptionNumber: string }>('POST', '/v1/me/claims', {
    ...by,
    headers: { 'idempotency-key': unique('k') },
    body: { contractId: tv.id, ...damage, description: secrets.description },
  })
  expect(claim.status, claim.text).toBe(201)
  const path = `/v1/claims/${claim.body.id}`
  await product.call('POST', `${path}/questions`, { key: electric.key, body: { question: 'Model?' } })
  await product.call('POST', `/v1/me/claims/${claim.body.id}/answers`, {
    ...by,
    body: { answer: secrets.answer },
  })
  await product.settled()
  const { id } = signedIn.body as { id: string }
  return { secrets, buyer, tv, bicycle, cookie, claim: claim.body, id, path }
}

/** Every row of every table of every schema of ours, as text. */
async function dump(): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(db)
  let text = ''
  for (const { name } of tables) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(db)
    text += rows.map(({ row }) => `${name} ${row}\n`).join('')
  }
  expect(tables.length).toBeGreaterThan(30)
  return text
}

/** A text as it could lie somewhere: clear, in hex, or in base64 at any of its three offsets. */
function forms(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const inBase64 = [0, 1, 2].map((skipped) => {
    const whole = bytes.subarray(skipped, bytes.length - ((bytes.length - skipped) % 3))
    return whole.toString('base64')
  })
  return [
    secret,
    secret.toLowerCase(),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
    ...inBase64,
  ]
}

function found(text: string, secrets: Record<string, string>): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) =>
    forms(secret).some((form) => text.includes(form)) ? [name] : [],
  )
}

async function totals() {
  const { rows } =
    await sql`select (select sum(total) from purchases) as purchases, (select count(*) from purchase_lines) as lines,
    (select sum(price + premium) from contracts) as contracts, (select count(*) from claims) as claims,
    (select sum(amount) from contract_claims) as used`.execute(db)
  return rows[0]
}

describe('erasing a person', () => {
  test('leaves no trace of them in any table or in the log, and every amount as it was', async () => {
    const manager = `${unique('manager')}@example.com`
    await createStaff(contextOf(product.services, electric.staff), electric.organisation.id, {
      name: 'M',
      email: manager,
      role: 'manager',
      storeCodes: [electric.store.code],
    })
    const person = await somebody()
    const purchaserId = parsePublicId('per', person.id)
    const { rows: keys } = await sql<{ data_key: Buffer }>`
      select data_key from purchasers where id = ${purchaserId}`.execute(db)
    const sealedKey = keys[0]?.data_key as Buffer
    const dataKey = product.services.secrets.open(sealedKey, purchaserId as string)
    // A message that waits: nobody delivers it before the day is over.
    await db.transaction().execute(async (tx) => {
      await sendMessage(tx, contextOf(product.services), {
        to: { kind: 'email', value: person.secrets.second },
        mode: 'live',
        template: 'not_mine',
        language: 'ja',
        data: { store: 'S', reference: 'R', purchasedOn: '2026-11-22' },
      })
      await sql`update graphile_worker._private_jobs set run_at = now() + interval '1 day'`.execute(tx)
    })
    const { ip, browser, ...rest } = person.secrets
    const before = await dump()
    // Nothing lies in clear before either, but for where the person acted from: the search sees what is there.
    expect(found(before, rest)).toEqual([])
    expect(found(before, { ip, browser })).toEqual(['ip', 'browser'])
    expect(before).toContain(sealedKey.toString('hex'))
    const sums = await totals()

    const shown = await preview(person.cookie)
    expect(shown).toMatchObject({
      possible: true,
      stays: expect.arrayContaining([
        { what: 'purchase', count: 2 },
        { what: 'contract', count: 2 },
        { what: 'claim', count: 1 },
      ]) as unknown,
      claims: [{ receptionNumber: person.claim.receptionNumber, withdrawable: true }],
    })
    expect(Object.fromEntries(shown.goes.map(({ what, count }) => [what, count]))).toMatchObject({
      contact: 3,
      name: 1,
      address: 1,
      sign_in: 1,
      buyer_name: 2,
      claim_words: 1,
      message: expect.any(Number) as number,
    })
    const answer = await erase(person.cookie, { contracts: 'keep', confirm: shown.confirm })
    expect(answer.status, answer.text).toBe(200)
    expect(String(answer.headers['set-cookie'])).toMatch(/mamori_session=;/)
    await product.settled()

    // One that was left for them meanwhile finds them gone.
    await db.transaction().execute(async (tx) => {
      await sendMessage(tx, contextOf(product.services), {
        to: { kind: 'email', value: person.secrets.email },
        purchaserId: purchaserId as PurchaserId,
        mode: 'live',
        template: 'not_mine',
        language: 'ja',
        data: { store: 'S', reference: 'R', purchasedOn: '2026-11-22' },
      })
    })
    await product.settled()

    product.services.log.info('the log is read')
    expect(logged).toContain('the log is read')
    const after = await dump()
    expect(found(after + logged, person.secrets)).toEqual([])
    for (const gone of [sealedKey, dataKey]) {
      expect(after).not.toContain(gone.toString('hex'))
      expect(after).not.toContain(gone.toString('base64'))
    }
    const { rows: waiting } = await sql`select id from graphile_worker._private_jobs`.execute(db)
    expect(waiting).toEqual([])
    for (const to of [person.secrets.email, person.secrets.second])
      expect(await product.mailbox(to)).toEqual([])
    // A hash of a contact would still tell whoever guesses the contact.
    const hash = product.services.secrets.keyedHash('contact', `live\nemail\n${person.secrets.email}`)
    expect(after).not.toContain(hash.toString('hex'))

    expect(await totals()).toEqual(sums)
    expect(await contractAt(electric, person.tv.id)).toMatchObject({ state: 'in_force', premium: 10_000 })
    const { body: claim } = await product.call('GET', person.path, { key: electric.key })
    expect(claim).toMatchObject({ state: 'withdrawn', description: null, claimant: null })
    expect((await product.call('GET', '/v1/me', { cookie: person.cookie })).status).toBe(401)
    const [mail] = await product.mailbox(manager)
    expect(mail?.subject).toContain(`${electric.store.name} の購入者1名`)
    expect(mail?.text).toContain('2026-11-22')
  })

  test('a report sent again answers as before and brings nobody back; the next purchase is a new person’s', async () => {
    const person = await somebody()
    const report = (buyer: object, reference: string) => ({
      storeCode: electric.store.code,
      reference,
      purchasedAt: '2026-11-22T10:00:00+09:00',
      currency: 'JPY',
      buyer,
      lines: [{ code: 'TV', quantity: 1, unitPrice: 5000 }],
    })
    const { memberCode } = (
      await product.call<{ memberCode: string }>('GET', '/v1/me', { cookie: person.cookie })
    ).body
    const reports = [
      report(person.buyer, unique('R')),
      report({ memberCode }, unique('R')),
      report({ purchaserId: person.id }, unique('R')),
    ]
    const send = (body: object) => product.call('POST', '/v1/purchases', { key: electric.key, body })
    const first = []
    for (const body of reports) first.push(await send(body))
    const { confirm } = await preview(person.cookie)
    await erase(person.cookie, { contracts: 'keep', confirm })
    const people = async () =>
      (
        await sql<{
          n: number
        }>`select count(*)::int as n from purchasers where data_key is not null`.execute(db)
      ).rows[0]?.n
    const living = await people()

    for (const [i, body] of reports.entries()) {
      const again = await send(body)
      expect([again.status, again.headers['idempotency-replayed']], again.text).toEqual([201, 'true'])
      expect(again.body).toEqual(first[i]?.body)
    }
    expect(await people()).toBe(living)
    // The member code is nobody's any more, and its report cannot be recorded anew.
    const late = await send(report({ memberCode }, unique('R')))
    expect([late.status, late.body['code']]).toEqual([422, 'buyer_unknown'])
    const revised = await send({ ...reports[1], revision: 2 })
    expect([revised.status, revised.body['code']]).toEqual([422, 'buyer_unknown'])

    const next = await send(report(person.buyer, unique('R')))
    expect(next.status).toBe(201)
    expect(await people()).toBe((living ?? 0) + 1)
    const back = await signInBuyer(product, { email: person.secrets.email })
    expect(back.person.id).not.toBe(person.id)
    const list = await product.call<{ items: { reference: string }[] }>('GET', '/v1/me/purchases', {
      cookie: back.cookie,
    })
    expect(list.body.items.map(({ reference }) => reference)).toEqual([next.body['reference']])
  })

  test('gives running covers up where the person says so, as the preview told', async () => {
    const person = await somebody()
    const { contracts, confirm } = await preview(person.cookie)
    expect(contracts.map(({ number }) => number).sort()).toEqual(
      [person.tv.number, person.bicycle.number].sort(),
    )
    expect((await erase(person.cookie, { contracts: 'give_up', confirm })).status).toBe(200)
    await product.settled()
    for (const [shop, cover] of [
      [electric, person.tv],
      [bicycles, person.bicycle],
    ] as const) {
      const told = contracts.find(({ number }) => number === cover.number)
      expect(await contractAt(shop, cover.id)).toMatchObject({
        state: 'cancelled',
        stateReason: 'given_up',
        premium: 10_000,
        refundDue: told?.refund,
      })
    }
  })

  test('a kept cover still serves whoever brings the goods and the number to the shop', async () => {
    const person = await somebody()
    const { confirm } = await preview(person.cookie)
    await erase(person.cookie, { contracts: 'keep', confirm })
    const answer = await product.call('POST', '/v1/claims', {
      key: bicycles.key,
      body: { number: person.bicycle.number, ...damage, description: 'Fell again.' },
    })
    expect(answer.status, answer.text).toBe(201)
    expect(answer.body['description']).toBe('Fell again.')
    // The desk can still note something on the claim of the erased person.
    const noted = await product.call<{ history: { note: string | null }[] }>('POST', `${person.path}/notes`, {
      key: electric.key,
      body: { note: 'Nobody to call.' },
    })
    expect(noted.body.history.at(-1)?.note).toBe('Nobody to call.')
  })

  test('waits for the end of a claim whose goods are with the repairer', async () => {
    const person = await somebody()
    const accepted = await product.call('POST', `${person.path}/decision`, {
      key: electric.key,
      body: { decision: 'accept', estimate: 1000 },
    })
    expect(accepted.status, accepted.text).toBe(200)
    const received = await product.call('POST', `${person.path}/advance`, {
      key: electric.key,
      body: { to: 'received' },
    })
    expect(received.status, received.text).toBe(200)
    const shown = await preview(person.cookie)
    expect(shown).toMatchObject({ possible: false, claims: [{ withdrawable: false }] })
    const refused = await erase(person.cookie, { contracts: 'keep', confirm: shown.confirm })
    expect([refused.status, refused.body['code']]).toEqual([409, 'claim_open'])
    expect((await product.call('GET', '/v1/me', { cookie: person.cookie })).status).toBe(200)
  })

  test('asks for the preview’s code: another, an old one, and one of another state are refused', async () => {
    const { cookie } = await somebody()
    const { confirm } = await preview(cookie)
    const refused = async (code: string) => {
      const { status, body } = await erase(cookie, { contracts: 'keep', confirm: code })
      expect([status, body['code']]).toEqual([409, 'erasure_not_confirmed'])
      expect(body['errors']).toMatchObject([{ field: 'confirm' }])
    }
    await refused(confirm === '000000' ? '000001' : '000000')
    product.clock.advance({ minutes: 15 })
    await refused(confirm)
    const { email } = (
      await product.call<{ contacts: { value: string }[] }>('GET', '/v1/me', { cookie })
    ).body.contacts.map(({ value }) => ({ email: value }))[0] as { email: string }
    const fresh = await preview(cookie)
    await electric.sell({ buyer: { email } })
    await refused(fresh.confirm)
    const now = await preview(cookie)
    expect((await erase(cookie, { contracts: 'keep', confirm: now.confirm })).status).toBe(200)
  })

  test('two at once erase once', async () => {
    const person = await somebody()
    const { confirm } = await preview(person.cookie)
    const body = { contracts: 'give_up', confirm }
    const answers = await Promise.all([erase(person.cookie, body), erase(person.cookie, body)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401])
    const { rows } = await sql`select id from outbox where topic = 'purchaser.erased'
      and payload->'purchaserIds' ? ${parsePublicId('per', person.id)}`.execute(db)
    expect(rows.length).toBe(1)
  })

  test('takes the linked identities along', async () => {
    const person = await somebody()
    const phone = { phone: `+8180${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}` }
    const sale = await electric.sell({ buyer: { ...phone, name: person.secrets.name } })
    await product.call('POST', '/v1/me/contacts/codes', { cookie: person.cookie, body: { contact: phone } })
    const code = await codeSentTo(product, phone.phone)
    const linked = await product.call<{ linked: number }>('POST', '/v1/me/contacts', {
      cookie: person.cookie,
      body: { contact: phone, code },
    })
    expect(linked.body.linked, linked.text).toBe(1)
    const { confirm } = await preview(person.cookie)
    expect((await erase(person.cookie, { contracts: 'keep', confirm })).status).toBe(200)
    const { rows } = await sql`select 1 from purchases where id = ${parsePublicId('pur', sale.purchaseId)}
      and purchaser_id is null and buyer_name_sealed is null`.execute(db)
    expect(rows.length).toBe(1)
    const { phone: number } = phone
    const hash = product.services.secrets.keyedHash('contact', `live\nphone\n${number}`)
    const { rows: keys } =
      await sql`select 1 from contact_keys where hash = ${hexBytes(hash)}::bytea`.execute(db)
    expect(keys).toEqual([])
  })
})

describe('the export', () => {
  test('holds all that was put in, grouped by what it is about', async () => {
    const person = await somebody()
    const answer = await product.call<Record<string, Record<string, unknown>[]>>('GET', '/v1/me/export', {
      cookie: person.cookie,
    })
    expect(answer.headers['content-disposition']).toContain('mamori-export.json')
    expect(Object.keys(answer.body)).toEqual([
      'about',
      'person',
      'contracts',
      'claims',
      'purchases',
      'papers',
      'accounts',
      'coupons',
      'messages',
      'settlements',
    ])
    const { reportedName, account, ...known } = person.secrets
    expect(account + reportedName).not.toBe('')
    for (const [name, secret] of Object.entries(known)) expect(answer.text, name).toContain(secret)
    for (const number of [person.tv.number, person.bicycle.number, person.claim.receptionNumber])
      expect(answer.text).toContain(number)
    expect(answer.body['purchases']).toMatchObject([{ total: 100_000, currency: 'JPY' }, { total: 100_000 }])
    expect(answer.body['contracts']?.length).toBe(2)
  })

  test('reads a person’s purchases page by page', async () => {
    const email = `${unique('many')}@example.com`
    const rows = Array.from({ length: 230 }, (_, i) => ({
      storeCode: electric.store.code,
      reference: unique('M'),
      purchasedAt: new Date(Date.UTC(2026, 10, 1, 0, i)).toISOString(),
      currency: 'JPY',
      buyer: { email },
      lines: [{ code: 'TV', quantity: 1, unitPrice: 100 }],
    }))
    const batch = await product.app.inject({
      method: 'POST',
      url: '/v1/purchases/batch',
      headers: { authorization: `Bearer ${electric.key}`, 'content-type': 'application/x-ndjson' },
      payload: rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
    })
    expect(batch.statusCode).toBe(200)
    const { cookie } = await signInBuyer(product, { email })
    const { body } = await product.call<{ purchases: { reference: string }[] }>('GET', '/v1/me/export', {
      cookie,
    })
    expect(new Set(body.purchases.map(({ reference }) => reference))).toEqual(
      new Set(rows.map(({ reference }) => reference)),
    )
  })

  test('is a PDF for reading as well, with Japanese words in it', async () => {
    const person = await somebody()
    const answer = await product.app.inject({
      method: 'GET',
      url: '/v1/me/export.pdf',
      headers: { cookie: `mamori_session=${person.cookie}` },
    })
    expect(answer.headers['content-type']).toBe('application/pdf')
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const document = await getDocument({ data: new Uint8Array(answer.rawPayload) }).promise
    let text = ''
    for (let n = 1; n <= document.numPages; n += 1) {
      const content = await (await document.getPage(n)).getTextContent()
      text += content.items.map((item) => ('str' in item ? item.str : '')).join('')
    }
    await document.destroy()
    const plain = text.replaceAll(/\s/g, '')
    for (const shown of [person.secrets.name, person.secrets.email, person.tv.number, '延長保証', '¥100,000'])
      expect(plain).toContain(shown.replaceAll(/\s/g, ''))
  })
})
