import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import type { Sharp } from 'sharp'
import { describe, expect, test } from 'vitest'
import { createLog } from '#platform/log.ts'
import { blackPng, photoOf, quarteredPhoto, quarters, quartersOf } from '#test/support/pictures.ts'
import { maxPhotoBytes, photoKind } from './photo-model.ts'
import { processPhoto } from './photo-processes.ts'
import { createTurns } from './turns.ts'
import { preparePhoto } from './prepare-photo.ts'

const services = { log: createLog('silent') }
const prepare = (bytes: Buffer) => preparePhoto(services, bytes)
const mb = (bytes: number) => Math.round(bytes / 1024 / 1024)

const jpeg = await photoOf(800, 600).jpeg().toBuffer()

/** The refusal of a picture: its status, and its code if it names the field. */
async function refusal(bytes: Buffer): Promise<string> {
  const error = (await prepare(bytes).catch((thrown: unknown) => thrown)) as {
    code: string
    status: number
    errors: { field: string; code: string }[]
  }
  expect(error.errors).toMatchObject([{ field: 'photo', code: error.code }])
  return `${error.status} ${error.code}`
}

describe('what is accepted', () => {
  test.each([
    ['JPEG', 'jpeg'],
    ['PNG', 'png'],
    ['WebP', 'webp'],
  ] as const)('%s becomes a JPEG of at most 2048 and a thumbnail of at most 320', async (_name, format) => {
    const answer = await prepare(await photoOf(3000, 1500).toFormat(format).toBuffer())
    expect(answer).toMatchObject({ width: 2048, height: 1024 })
    expect(await sharp(answer.photo).metadata()).toMatchObject({ format: 'jpeg', width: 2048, height: 1024 })
    expect(await sharp(answer.thumbnail).metadata()).toMatchObject({
      format: 'jpeg',
      width: 320,
      height: 160,
    })
  })

  test('a small picture is not blown up, a transparent one lies on white', async () => {
    const clear = { create: { width: 40, height: 30, channels: 4 as const, background: '#0000' } }
    const answer = await prepare(await sharp(clear).png().toBuffer())
    expect(answer).toMatchObject({ width: 40, height: 30 })
    expect([...(await sharp(answer.photo).raw().toBuffer()).subarray(0, 3)]).toEqual([255, 255, 255])
  })

  test('50 megapixels', { timeout: 60_000 }, async () => {
    const bytes = await photoOf(8660, 5774).jpeg({ quality: 40 }).toBuffer()
    expect(bytes.length).toBeLessThan(maxPhotoBytes)
    expect(await prepare(bytes)).toMatchObject({ width: 2048, height: 1365 })
  })

  test('upright, however the camera was held', async () => {
    const upright = Object.values(quarters)
    // What the camera saw is the picture of the quarters in each case; it is stored turned and says how.
    const stored: Record<number, (picture: Sharp) => Sharp> = {
      1: (p) => p,
      2: (p) => p.flop(),
      3: (p) => p.rotate(180),
      4: (p) => p.flip(),
      6: (p) => p.rotate(270),
      8: (p) => p.rotate(90),
    }
    const plain = await quarteredPhoto(400, 200).png().toBuffer()
    for (const [orientation, turn] of Object.entries(stored)) {
      const turned = await turn(sharp(plain)).png().toBuffer()
      const bytes = await sharp(turned)
        .withMetadata({ orientation: Number(orientation) })
        .jpeg({ chromaSubsampling: '4:4:4' })
        .toBuffer()
      expect((await sharp(bytes).metadata()).orientation, orientation).toBe(Number(orientation))
      const answer = await prepare(bytes)
      expect(answer, orientation).toMatchObject({ width: 400, height: 200 })
      expect(await quartersOf(answer.photo), orientation).toEqual(upright)
      expect(await quartersOf(answer.thumbnail), orientation).toEqual(upright)
      expect((await sharp(answer.photo).metadata()).orientation, orientation).toBeUndefined()
    }
  })

  test('nothing but the picture is kept: no place, no camera, no profile', async () => {
    const bytes = await photoOf(640, 480)
      .withIccProfile('p3')
      .withExif({
        IFD0: { Make: 'CAMERA-OF-HANAKO', Artist: 'HANAKO' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 40/1 5112/100', GPSLongitudeRef: 'E' },
      })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><secret>HANAKO</secret></x:xmpmeta>')
      .jpeg()
      .toBuffer()
    const before = await sharp(bytes).metadata()
    expect(before.exif?.includes('CAMERA-OF-HANAKO')).toBe(true)
    // The tag of the GPS block, in the byte order of this EXIF.
    expect(before.exif?.includes(Buffer.from('2588', 'hex'))).toBe(true)
    expect([before.icc, before.xmp].every(Boolean)).toBe(true)
    const answer = await prepare(bytes)
    for (const picture of [answer.photo, answer.thumbnail]) {
      const { exif, icc, xmp, iptc, comments, space } = await sharp(picture).metadata()
      expect({ exif, icc, xmp, iptc, comments, space }).toEqual({ space: 'srgb' })
      for (const word of ['HANAKO', 'Exif', 'ICC_PROFILE', 'GPS', 'xmp'])
        expect(picture.includes(word)).toBe(false)
    }
  })

  test('colours of another profile look the same in sRGB', async () => {
    const pure = { create: { width: 64, height: 64, channels: 3 as const, background: '#00ff00' } }
    const wide = await sharp(pure).jpeg({ chromaSubsampling: '4:4:4' }).withIccProfile('p3').toBuffer()
    expect((await sharp(wide).metadata()).icc).toBeDefined()
    const [red, green, blue] = await sharp((await prepare(wide)).photo)
      .raw()
      .toBuffer()
    expect([red, green, blue].map((value) => Math.round((value ?? 0) / 50))).toEqual([0, 5, 0])
  })
})

describe('what is refused', () => {
  test('a script, a page, a paper or another picture that is called .jpg', async () => {
    const gif = await photoOf(20, 20).gif().toBuffer()
    const tiff = await photoOf(20, 20).tiff().toBuffer()
    const files = [
      Buffer.alloc(0),
      Buffer.from('#!/bin/sh\nrm -rf /\n'),
      Buffer.from('<?php system($_GET["c"]); ?>'),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      Buffer.from('%PDF-1.7\n'),
      Buffer.from('MZ\u0090\0'),
      Buffer.from('\0\0\0\x20ftypisom\0\0\x02\0', 'latin1'),
      gif,
      tiff,
    ]
    for (const file of files) expect(await refusal(file)).toBe('415 photo_not_an_image')
  })

  test('HEIC and its kin, with words on what to do', async () => {
    for (const brand of ['heic', 'heix', 'mif1', 'msf1', 'hevc', 'avif'])
      expect(await refusal(Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0`, 'latin1')), brand).toBe(
        '415 photo_heic',
      )
    await expect(prepare(Buffer.from('\0\0\0\x18ftypheic', 'latin1'))).rejects.toThrow(/Most Compatible/)
  })

  test('a file of more than 12 MB, before anybody looks into it', async () => {
    expect(await refusal(Buffer.alloc(maxPhotoBytes + 1))).toBe('413 photo_too_large')
    expect(photoKind(Buffer.alloc(maxPhotoBytes))).toBe('other')
  })

  test('more than 60 megapixels; just as many are taken', async () => {
    expect(await refusal(blackPng(10_000, 6001))).toBe('422 photo_too_many_pixels')
    expect(await prepare(blackPng(10_000, 6000))).toMatchObject({ width: 2048, height: 1229 })
  })

  test('a decompression bomb, at once and without unpacking it', async () => {
    const bomb = blackPng(30_000, 30_000)
    expect(bomb.length).toBeLessThan(200_000)
    await prepare(jpeg)
    const start = performance.now()
    expect(await refusal(bomb)).toBe('422 photo_too_many_pixels')
    const took = performance.now() - start
    const { peakBytes } = (await processPhoto(bomb, 30_000, services.log)) as { peakBytes: number }
    console.log(`bomb of 900 megapixels: ${took.toFixed(0)} ms (limit 1000), ${mb(peakBytes)} MB (limit 400)`)
    expect(took).toBeLessThan(1000)
    expect(mb(peakBytes)).toBeLessThan(400)
  })

  test('broken ones: cut off, scribbled over, or a head without a body', async () => {
    const png = await photoOf(300, 300).png().toBuffer()
    const webp = await photoOf(300, 300).webp().toBuffer()
    const scribbled = Buffer.concat([jpeg.subarray(0, 200), randomBytes(5000)])
    for (const whole of [jpeg, png, webp]) {
      expect(await refusal(whole.subarray(0, Math.floor(whole.length / 2)))).toBe('422 photo_broken')
      expect(await refusal(whole.subarray(0, 16))).toBe('422 photo_broken')
    }
    expect(await refusal(scribbled)).toBe('422 photo_broken')
    // A PNG by its first bytes that goes on as something else.
    const mixed = Buffer.concat([
      png.subarray(0, 8),
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ])
    expect(await refusal(mixed)).toBe('422 photo_broken')
  })

  test('what takes too long: its process is killed, and the next photo has another', async () => {
    await expect(preparePhoto(services, jpeg, 1)).rejects.toMatchObject({
      code: 'photo_too_slow',
      status: 422,
    })
    expect(await prepare(jpeg)).toMatchObject({ width: 800 })
  })
})

describe('many at once', () => {
  test(
    'the heaviest photo that is accepted has a limit of its own, and its process is not kept',
    { timeout: 60_000 },
    async () => {
      const create = { width: 9000, height: 6600, channels: 4 as const, background: '#123456aa' }
      const bytes = await sharp({ create }).toColourspace('rgb16').png({ progressive: true }).toBuffer()
      const { peakBytes } = (await processPhoto(bytes, 30_000, services.log)) as { peakBytes: number }
      console.log(`interlaced PNG of 59 megapixels and 16 bits: ${mb(peakBytes)} MB (limit 900)`)
      expect(mb(peakBytes)).toBeLessThan(900)
      const { peakBytes: next } = (await processPhoto(jpeg, 30_000, services.log)) as { peakBytes: number }
      expect(mb(next)).toBeLessThan(300)
    },
  )

  test('two work, so many wait in order, and the rest are busy with a time to come back', async () => {
    const inTurn = createTurns({ atOnce: 2, mostWaiting: 3, mostWaitingBytes: 1000 })
    const order: number[] = []
    const ends: (() => void)[] = []
    const run = (n: number, bytes = 1) =>
      inTurn(bytes, () => {
        order.push(n)
        return new Promise<void>((resolve) => ends.push(resolve))
      })
    const all = [run(1), run(2), run(3), run(4, 998)]
    await expect(run(5, 2)).rejects.toMatchObject({ code: 'busy', status: 503, retryAfterSeconds: 1 })
    all.push(run(6))
    await expect(run(7, 0)).rejects.toMatchObject({ code: 'busy' })
    expect(order).toEqual([1, 2])
    for (let ended = 0; ended < all.length; ended += 1) {
      ends[ended]?.()
      await all[ended]
      await new Promise(setImmediate)
    }
    expect(order).toEqual([1, 2, 3, 4, 6])
    await inTurn(1000, () => Promise.resolve())
  })

  test('one that fails gives its turn to the next', async () => {
    const inTurn = createTurns({ atOnce: 1, mostWaiting: 1, mostWaitingBytes: 10 })
    const failing = inTurn(1, () => Promise.reject(new Error('no')))
    const next = inTurn(1, () => Promise.resolve('yes'))
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })

  test('200 photos at once, in flat memory', { timeout: 180_000 }, async () => {
    const program = join(import.meta.dirname, '../../../test/support/prepare-many.ts')
    const { stdout } = await promisify(execFile)(process.execPath, [program, '200', '2400', '1800'])
    const seen = JSON.parse(stdout) as Record<string, number>
    console.log(
      `200 photos of ${mb(seen['pictureBytes'] ?? 0)} MB: the process grew by ${mb(seen['grownBytes'] ?? 0)} MB ` +
        `(limit 150), a process of photos had at most ${mb(seen['processPeakBytes'] ?? 0)} MB (limit 400)`,
    )
    expect(seen).toMatchObject({ prepared: 200, busy: 0 })
    expect(mb(seen['grownBytes'] ?? Infinity)).toBeLessThan(150)
    expect(mb(seen['processPeakBytes'] ?? Infinity)).toBeLessThan(400)
    expect(seen['processPeakBytes']).toBeGreaterThan(0)
  })
})
