import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import type { Sharp } from 'sharp'

/** A PNG made by hand, all black: one bit a pixel, so that pictures of any size pack into little. */
export function blackPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([1, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(height * (Math.ceil(width / 8) + 1)))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}

const [fineGrain, grain] = [await grainOf(16), await grainOf(512)]

function grainOf(side: number): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 128, sigma: 20 }
  return sharp({ create: { width: side, height: side, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer()
}

/** A picture with grain, as a camera takes it. */
export function photoOf(width: number, height: number): Sharp {
  const plain = { width, height, channels: 3 as const, background: '#888' }
  const input = Math.min(width, height) < 512 ? fineGrain : grain
  return sharp({ create: plain, limitInputPixels: false }).composite([{ input, tile: true }])
}

export const quarters = {
  topLeft: 'red',
  topRight: 'lime',
  bottomLeft: 'blue',
  bottomRight: 'white',
} as const

/** A picture whose quarters have a colour each, so that it is seen how it was turned. */
export function quarteredPhoto(width: number, height: number): Sharp {
  const [w, h] = [width / 2, height / 2]
  const quarter = (colour: string, left: number, top: number) => ({
    input: { create: { width: w, height: h, channels: 3 as const, background: colour } },
    left,
    top,
  })
  return sharp({ create: { width, height, channels: 3, background: 'black' } }).composite([
    quarter(quarters.topLeft, 0, 0),
    quarter(quarters.topRight, w, 0),
    quarter(quarters.bottomLeft, 0, h),
    quarter(quarters.bottomRight, w, h),
  ])
}

/** The colour names of the four quarters, from top left to bottom right. */
export async function quartersOf(picture: Buffer): Promise<string[]> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const names = new Map([
    ['100', 'red'],
    ['010', 'lime'],
    ['001', 'blue'],
    ['111', 'white'],
  ])
  return [
    [0.25, 0.25],
    [0.75, 0.25],
    [0.25, 0.75],
    [0.75, 0.75],
  ].map(([x = 0, y = 0]) => {
    const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels
    const bits = [...data.subarray(at, at + 3)].map((value) => (value > 128 ? '1' : '0')).join('')
    return names.get(bits) ?? bits
  })
}
