import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { filesFolder } from '#platform/open-files.ts'
import { signInBuyer, unique } from '#test/support/people.ts'
import { startProduct } from '#test/support/product.ts'
import { openWarrantyShop } from '#test/support/warranty.ts'
import { mostPhotos } from './add-photo.ts'
import { photoErrors } from './photo-errors.ts'

const product = await startProduct()
const shop = await openWarrantyShop(product)
const folder = filesFolder(product.services.config) as string

/** A picture that nobody else has. */
const picture = (side = 40) =>
  sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      background: '#0b6b50',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .withExif({ IFD0: { Artist: 'Hanako of Tokyo' } })
    .jpeg()
    .toBuffer()

async function filed() {
  const contact = { email: `${unique('buyer')}@example.com` }
  const cover = await shop.sell({ buyer: contact, purchasedAt: product.clock.now() })
  const { body, text, status } = await product.call<{ id: string }>('POST', '/v1/claims', {
    key: shop.key,
    body: {
      number: cover.number,
      buyer: contact,
      cause: 'physical_damage',
      fault: 'dropped',
      occurredOn: Temporal.Instant.from(product.clock.now()).toZonedDateTimeISO('Asia/Tokyo').toPlainDate(),
      description: 'It fell.',
    },
  })
  if (status !== 201) throw new Error(text)
  return { contact, path: `/v1/claims/${body.id}`, mine: `/v1/me/claims/${body.id}` }
}
type Answer = { n: number; code: string; errors: { field: string }[] }
async function send(path: string, bytes: Buffer, headers: Record<string, string>, type = 'image/jpeg') {
  const answer = await fetch(`${product.url}${path}/photos`, {
    method: 'POST',
    headers: { 'content-type': type, ...headers },
    body: new Uint8Array(bytes),
  })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answer }
}
const asShop = { authorization: `Bearer ${shop.key}` }
const load = async (path: string, headers: Record<string, string>) => {
  const answer = await fetch(`${product.url}${path}`, { headers })
  return {
    status: answer.status,
    type: answer.headers.get('content-type'),
    bytes: Buffer.from(await answer.arrayBuffer()),
  }
}

describe('photos of a claim', () => {
  test('are seen by desk and buyer, without the camera’s words, and lie sealed in the file store', async () => {
    const { contact, path, mine } = await filed()
    const bytes = await picture()
    const { status, body } = await send(path, bytes, asShop)
    expect([status, body.n]).toEqual([201, 1])
    const { cookie } = await signInBuyer(product, contact)
    const asBuyer = { cookie: `mamori_session=${cookie}` }
    for (const [url, by] of [
      [`${path}/photos/1`, asShop],
      [`${mine}/photos/1`, asBuyer],
      [`${mine}/photos/1/thumbnail`, asBuyer],
    ] as const) {
      const seen = await load(url, by)
      expect([seen.status, seen.type]).toEqual([200, 'image/jpeg'])
      expect((await sharp(seen.bytes).metadata()).exif).toBeUndefined()
      expect(seen.bytes.includes('Hanako')).toBe(false)
    }
    const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
      entry.isFile(),
    )
    expect(names.length).toBeGreaterThanOrEqual(2)
    for (const { parentPath, name } of names) {
      const stored = await readFile(join(parentPath, name))
      // A JPEG begins with these three bytes; sealed ones do not.
      expect(stored.subarray(0, 3).toString('hex')).not.toBe('ffd8ff')
    }
    expect((await load(`${mine}/photos/2`, asBuyer)).status).toBe(404)
    const stranger = await signInBuyer(product, { email: `${unique('other')}@example.com` })
    expect((await load(`${mine}/photos/1`, { cookie: `mamori_session=${stranger.cookie}` })).status).toBe(404)
  })

  test('the same picture twice is one photo, also of several at once; there are ten at most', async () => {
    const { path } = await filed()
    const bytes = await picture()
    await send(path, bytes, asShop)
    expect((await send(path, bytes, asShop)).body.n).toBe(1)
    for (let n = 2; n <= mostPhotos; n += 1)
      expect((await send(path, await picture(), asShop)).body.n).toBe(n)
    const more = await send(path, await picture(), asShop)
    expect([more.status, more.body.code]).toEqual([409, 'too_many_photos'])
    const { body } = await product.call<{ photos: unknown[]; history: { kind: string }[] }>('GET', path, {
      key: shop.key,
    })
    expect(body.photos).toHaveLength(mostPhotos)
    expect(body.history.filter(({ kind }) => kind === 'photo_added')).toHaveLength(mostPhotos)
  })

  test('what is none is refused by its own code in the field `photo`, and nothing is stored', async () => {
    const { path } = await filed()
    const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(500)])
    const whole = await picture(400)
    const cases: [Buffer, string][] = [
      [Buffer.from('#!/bin/sh\nrm -rf /\n'), 'photo_not_an_image'],
      [heic, 'photo_heic'],
      [whole.subarray(0, Math.floor(whole.length / 3)), 'photo_broken'],
      [Buffer.concat([whole, Buffer.alloc(12 * 1024 * 1024)]), 'photo_too_large'],
    ]
    for (const [bytes, code] of cases) {
      const { status, body } = await send(path, bytes, asShop)
      expect([status, body.code], code).toEqual([
        photoErrors.find((error) => error.code === code)?.status,
        code,
      ])
      expect(body.errors[0]?.field).toBe('photo')
    }
    const script = await send(path, Buffer.from('x'), asShop, 'text/javascript')
    expect(script.status).toBe(415)
    const { body } = await product.call<{ photos: unknown[] }>('GET', path, { key: shop.key })
    expect(body.photos).toEqual([])
    expect((await fetch(`${product.url}/healthz`)).status).toBe(200)
  })

  test('200 uploads at once: each is taken or told when to come again', { timeout: 120_000 }, async () => {
    const claims = await Promise.all(Array.from({ length: 20 }, filed))
    const bytes = await Promise.all(Array.from({ length: 200 }, () => picture(300)))
    const answers = await Promise.all(
      bytes.map((each, i) => send((claims[i % 20] as { path: string }).path, each, asShop)),
    )
    for (const { status, headers } of answers)
      if (status !== 201) expect([status, headers.get('retry-after')]).toEqual([503, expect.any(String)])
    const taken = answers.filter(({ status }) => status === 201).length
    expect(taken).toBeGreaterThanOrEqual(64)
    let kept = 0
    for (const { path } of claims) {
      const { body } = await product.call<{ photos: unknown[] }>('GET', path, { key: shop.key })
      kept += body.photos.length
    }
    expect(kept).toBe(taken)
  })
})

describe('the return slip', () => {
  test('K24 comes as PDF once the claim is accepted, and not before', async () => {
    const { path, mine, contact } = await filed()
    const early = await load(`${path}/slip`, asShop)
    expect(early.status).toBe(409)
    await product.call('POST', `${path}/decision`, {
      key: shop.key,
      body: { decision: 'accept', estimate: 1000 },
    })
    const { cookie } = await signInBuyer(product, contact)
    const slip = await load(`${mine}/slip`, { cookie: `mamori_session=${cookie}` })
    expect([slip.status, slip.type]).toEqual([200, 'application/pdf'])
    expect(slip.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  })
})
