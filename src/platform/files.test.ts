import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import { s3Files } from './files-s3.ts'
import { largestFile, newFileName } from './files.ts'
import type { Files } from './files.ts'
import { openFiles } from './open-files.ts'
import { startS3 } from '#test/support/s3-server.ts'
import type { S3Server } from '#test/support/s3-server.ts'

let folder: string
let s3: S3Server
const stores: Record<string, Files> = {}

const settings = { DATABASE_URL: 'postgres://nowhere.invalid/none', MAMORI_ENV: 'test' }
const s3Settings = () => ({
  ...settings,
  FILES: s3.setting,
  S3_ACCESS_KEY_ID: s3.keys.accessKeyId,
  S3_SECRET_ACCESS_KEY: s3.keys.secretAccessKey,
  S3_REGION: s3.keys.region,
})

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mamori-files-test-'))
  s3 = await startS3()
  stores['a folder'] = openFiles(readConfig({ ...settings, FILES: `folder:${folder}` }))
  stores['S3'] = openFiles(readConfig(s3Settings()))
})
afterAll(async () => {
  await s3.close()
  await rm(folder, { recursive: true, force: true })
})

const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe.each(['a folder', 'S3'])('files in %s', (kind) => {
  const files = () => stores[kind] as Files

  test('come back as they were put, and are gone once removed', async () => {
    const name = newFileName('claims')
    const bytes = randomBytes(3_000_000)
    expect(await files().get(name)).toBeUndefined()
    await files().put(name, bytes)
    expect(sha((await files().get(name)) as Buffer)).toBe(sha(bytes))
    await files().remove(name)
    expect(await files().get(name)).toBeUndefined()
  })

  test('may be empty, replaced, and removed twice', async () => {
    const name = newFileName('claims')
    await files().put(name, Buffer.alloc(0))
    expect((await files().get(name))?.length).toBe(0)
    await files().put(name, Buffer.from('second'))
    expect(String(await files().get(name))).toBe('second')
    await files().remove(name)
    await files().remove(name)
  })

  test('put at once under one name are one of them whole, never a mixture', async () => {
    const name = newFileName('claims')
    const versions = Array.from({ length: 20 }, (_, i) => Buffer.alloc(100_000, i))
    await Promise.all(versions.map((bytes) => files().put(name, bytes)))
    expect(versions.map(sha)).toContain(sha((await files().get(name)) as Buffer))
  })

  test('have no name that leads elsewhere', async () => {
    const names = [
      '',
      'claims',
      '/claims/a',
      'claims/../../a',
      'claims/..',
      '../claims/a',
      'claims//a',
      'claims/a/',
      'claims/.hidden',
      '.unfinished/a',
      'claims\\..\\a',
      'Claims/a',
      'claims/a\0b',
      'claims/a b',
      'claims/ä',
      'c:/windows/a',
      `claims/${'a'.repeat(200)}`,
    ]
    for (const name of names) {
      await expect(files().put(name, Buffer.from('x')), name).rejects.toThrow('is no name of a file')
      await expect(files().get(name), name).rejects.toThrow('is no name of a file')
      await expect(files().remove(name), name).rejects.toThrow('is no name of a file')
    }
  })

  test('have a size limit', async () => {
    await expect(files().put(newFileName('claims'), Buffer.alloc(largestFile + 1))).rejects.toThrow('at most')
  })
})

test('a folder holds whole files alone, and what a killed process left is removed by the next', async () => {
  const own = await mkdtemp(join(tmpdir(), 'mamori-files-test-'))
  const open = () => openFiles(readConfig({ ...settings, FILES: `folder:${own}` }))
  await open().put('claims/aa/first', Buffer.from('1'))
  const unfinished = join(own, '.unfinished')
  expect(await readdir(unfinished)).toEqual([])
  for (const name of ['old', 'new']) await writeFile(join(unfinished, name), 'half')
  await utimes(join(unfinished, 'old'), 0, 0)
  await open().put('claims/aa/second', Buffer.from('2'))
  expect(await readdir(unfinished)).toEqual(['new'])
  expect(String(await readFile(join(own, 'claims', 'aa', 'first')))).toBe('1')
  await rm(own, { recursive: true })
})

test('S3 that is busy for a moment is asked again, at most three times in all', async () => {
  const files = stores['S3'] as Files
  const name = newFileName('claims')
  s3.failNext(2)
  await files.put(name, Buffer.from('x'))
  expect(s3.requests.filter((line) => line.includes(name)).map((line) => line.split(' ').at(-1))).toEqual([
    '503',
    '503',
    '200',
  ])
  const before = s3.requests.length
  s3.failNext(10)
  await expect(files.get(name)).rejects.toThrow('SlowDown')
  s3.failNext(0)
  expect(s3.requests.length - before).toBe(3)
})

test('S3 refuses another key and says so', async () => {
  const place = { endpoint: s3.endpoint, bucket: s3.bucket, ...s3.keys }
  const name = newFileName('claims')
  const wrong = s3Files({ ...place, secretAccessKey: 'another' })
  await expect(wrong.put(name, Buffer.from('x'))).rejects.toThrow('SignatureDoesNotMatch')
  const nowhere = s3Files({ ...place, bucket: 'elsewhere' })
  await expect(nowhere.get(name)).rejects.toThrow('NoSuchBucket')
  expect(s3.objects.has(name)).toBe(false)
})

test('S3 that does not answer is given up', async () => {
  const silent = await startS3()
  silent.hang()
  const files = s3Files({ endpoint: silent.endpoint, bucket: silent.bucket, ...silent.keys }, 300)
  await expect(files.get(newFileName('claims'))).rejects.toThrow(/abort/i)
  await silent.close()
})

test('settings that cannot be used are named', () => {
  expect(() => readConfig({ ...s3Settings(), S3_SECRET_ACCESS_KEY: undefined })).toThrow(
    'S3_SECRET_ACCESS_KEY: needed for files in S3',
  )
  for (const FILES of [
    '/data',
    'folder:',
    's3:bucket',
    's3:ftp://x/bucket',
    's3:https://x',
    's3:https://x/B/c',
  ])
    expect(() => readConfig({ ...settings, FILES }), FILES).toThrow('FILES: write')
  expect(readConfig(settings).FILES).toBeUndefined()
})
