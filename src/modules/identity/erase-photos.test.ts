import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { decideClaim } from '#modules/claims/decide-claim.ts'
import { sellerMay } from '#modules/claims/may-touch.ts'
import { findClaim, listPhotos } from '#modules/claims/queries.ts'
import { sealOf } from '#modules/claims/words.ts'
import type { ClaimId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { filesFolder } from '#platform/open-files.ts'
import { restoreBackup } from '#src/backup/restore-backup.ts'
import { takeBackup } from '#src/backup/take-backup.ts'
import { erasures } from '#src/erasures.ts'
import { Paper, faultsOf, folderOfTest, quietly } from '#test/support/backup.ts'
import { contextOf } from '#test/support/context.ts'
import { createEmptyDatabase } from '#test/support/database.ts'
import { signInBuyer, unique } from '#test/support/people.ts'
import type { Product } from '#test/support/product.ts'
import { startProduct } from '#test/support/product.ts'
import { openWarrantyShop } from '#test/support/warranty.ts'

const product = await startProduct()
product.clock.set('2026-11-22T03:00:00Z')
const { services } = product
const shop = await openWarrantyShop(product)
await sql`update organisations set second_decider_above = 50000 where id = ${shop.organisation.id}`.execute(
  services.db,
)
const folder = filesFolder(services.config) as string

type Claim = {
  state: string
  description: string | null
  claimant: object | null
  proposal: { note: string | null } | null
  photos: object[]
  history: { kind: string; note: string | null }[]
}

/** A picture that nobody else has. */
const picture = () =>
  sharp({
    create: {
      width: 64,
      height: 64,
      channels: 3,
      background: '#0b6b50',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer()

/** What lies in a file store's folder, by name. */
async function stored(from = folder): Promise<Map<string, Buffer>> {
  const entries = await readdir(from, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path)] as const)))
}

/** Which of these contents lie somewhere in the folder, under whatever name, also in the midst of another file. */
async function contentsIn(contents: Iterable<Buffer>): Promise<number> {
  const files = [...(await stored()).values()]
  return [...contents].filter((bytes) => files.some((file) => file.includes(bytes.subarray(40, 104)))).length
}

async function photoOf(at: Product, path: string, n: number): Promise<{ status: number; bytes: Buffer }> {
  const answer = await fetch(`${at.url}${path}/photos/${n}`, {
    headers: { authorization: `Bearer ${shop.key}` },
  })
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) }
}
const isPicture = (bytes: Buffer | null) => bytes?.subarray(0, 3).toString('hex') === 'ffd8ff'
const look = async (path: string) => (await product.call<Claim>('GET', path, { key: shop.key })).body

/** Somebody with a claim that they wrote and photographed for, on which the desk noted and somebody proposed; and one that is over. */
async function somebody() {
  const email = `${unique('buyer')}@example.com`
  const cover = await shop.sell({ buyer: { email } })
  const { cookie, person } = await signInBuyer(product, { email })
  const before = await stored()
  const file = async (fault: string) => {
    const { body, text } = await product.call<{ id: string }>('POST', '/v1/me/claims', {
      cookie,
      body: {
        contractId: cover.id,
        cause: 'physical_damage',
        fault,
        occurredOn: '2026-11-22',
        description: 'It fell at home.',
      },
    })
    if (body.id === undefined) throw new Error(text)
    for (const bytes of [await picture(), await picture()]) {
      const sent = await fetch(`${product.url}/v1/me/claims/${body.id}/photos`, {
        method: 'POST',
        headers: { 'content-type': 'image/jpeg', cookie: `mamori_session=${cookie}` },
        body: new Uint8Array(bytes),
      })
      if (sent.status !== 201) throw new Error(await sent.text())
    }
    return { id: parsePublicId('clm', body.id) as ClaimId, path: `/v1/claims/${body.id}` }
  }
  const [open, closed] = [await file('dropped'), await file('display')]
  await product.call('POST', `${closed.path}/withdrawal`, { key: shop.key, body: {} })
  await product.call('POST', `${open.path}/notes`, {
    key: shop.key,
    body: { note: 'Lives on the third floor.' },
  })
  await decideClaim(contextOf(services, shop.staff, 'decideClaim'), open.id, sellerMay, {
    decision: 'accept',
    estimate: 90_000,
    route: null,
    goodwill: false,
    note: 'Her glass is broken.',
    version: null,
  })
  const files = new Map([...(await stored())].filter(([name]) => !before.has(name)))
  return { id: person.id, cookie, open, closed, files }
}

async function erase(cookie: string): Promise<void> {
  const { body } = await product.call<{ confirm: string; possible: boolean }>('GET', '/v1/me/erasure', {
    cookie,
  })
  const answer = await product.call('POST', '/v1/me/erasure', {
    cookie,
    body: { contracts: 'keep', confirm: body.confirm },
  })
  expect(answer.status, answer.text).toBe(200)
  await product.settled()
}

describe('erasing somebody whose claims have photos', () => {
  test('removes the files and the words; the desk goes on with what is left, and verify finds nothing wrong', async () => {
    const person = await somebody()
    const other = await somebody()
    expect(await look(person.open.path)).toMatchObject({
      description: 'It fell at home.',
      proposal: { note: 'Her glass is broken.' },
      photos: [{ n: 1 }, { n: 2 }],
      history: expect.arrayContaining([
        expect.objectContaining({ kind: 'note', note: 'Lives on the third floor.' }),
      ]) as unknown,
    })
    // A photo and its thumbnail, two of each claim.
    expect(person.files.size).toBe(8)
    expect(await contentsIn(person.files.values())).toBe(8)

    await erase(person.cookie)
    const left = await stored()
    expect([...person.files.keys()].filter((name) => left.has(name))).toEqual([])
    expect(await contentsIn(person.files.values())).toBe(0)
    expect(await contentsIn(other.files.values())).toBe(8)
    expect(isPicture((await photoOf(product, other.open.path, 1)).bytes)).toBe(true)

    for (const { path } of [person.open, person.closed]) {
      const claim = await look(path)
      expect(claim).toMatchObject({
        state: 'withdrawn',
        description: null,
        claimant: null,
        proposal: null,
        photos: [],
      })
      expect(claim.history.filter(({ note }) => note !== null)).toEqual([])
      expect((await photoOf(product, path, 1)).status).toBe(404)
      const noted = await product.call<Claim>('POST', `${path}/notes`, {
        key: shop.key,
        body: { note: 'They came for the remote.' },
      })
      expect(noted.status, noted.text).toBe(200)
      expect((await look(path)).history.at(-1)?.note).toBe('They came for the remote.')
    }
    const { body: list } = await product.call<{ items: object[] }>('GET', '/v1/claims?queue=closed', {
      key: shop.key,
    })
    expect(list.items).toHaveLength(3)
    expect((await faultsOf(services)).examples).toEqual([])
  })
})

describe('a backup from before an erasure', () => {
  test(
    'opens nothing beside the database that is in use; restored whole it brings the person back',
    { timeout: 60_000 },
    async () => {
      const person = await somebody()
      const file = join(folderOfTest('erased'), 'before.tar.gz')
      const source = { url: services.config.DATABASE_URL, secrets: services.secrets, folder }
      await takeBackup({ ...source, file, progress: quietly() })
      const [photo] = await listPhotos(services.db, person.open.id)
      const name = photo?.file as string
      const sealed = (await services.files.get(name)) as Buffer
      /** With the keys of the process and what the database holds today. */
      const opened = async () => {
        const claim = await findClaim(services.db, person.open.id)
        if (!claim) throw new Error('the claim is gone')
        return (await sealOf(services.db, contextOf(services), claim)).open(sealed, name)
      }
      expect(isPicture(await opened())).toBe(true)
      await erase(person.cookie)
      expect(await opened()).toBeNull()

      // The person's key is in the backup, sealed under the key of the process: whoever has both has the person.
      const target = await createEmptyDatabase()
      const files = folderOfTest('restored')
      await restoreBackup({ ...source, url: target.url, folder: files, file, progress: quietly() })
      const again = await startProduct({
        environment: { DATABASE_URL: target.url, FILES: `folder:${files}` },
      })
      expect(isPicture((await photoOf(again, person.open.path, 1)).bytes)).toBe(true)

      process.env['MAMORI_KEYS'] = services.config.MAMORI_KEYS
      const list = new Paper()
      expect(await erasures(source.url, [], list)).toBe(0)
      expect(list.text).toMatch(new RegExp(`^${person.id} keep 2026-`, 'm'))
      const listFile = join(folderOfTest('list'), 'erasures.txt')
      await writeFile(listFile, list.text)
      const eraseAgain = async () => {
        const paper = new Paper()
        expect(await erasures(target.url, ['--again', listFile], paper)).toBe(0)
        return paper.text
      }
      expect(await eraseAgain()).toContain('1 erased again, 0 refused')
      await again.settled()
      expect((await photoOf(again, person.open.path, 1)).status).toBe(404)
      const names = [...(await stored(files)).keys()].map((path) => relative(files, path))
      expect(names.filter((one) => person.files.has(join(folder, one)))).toEqual([])
      expect((await again.call<Claim>('GET', person.open.path, { key: shop.key })).body).toMatchObject({
        state: 'withdrawn',
        description: null,
        photos: [],
      })
      expect((await faultsOf(again.services)).examples).toEqual([])
      expect(await eraseAgain()).toContain('0 erased again, 0 refused')
    },
  )
})
