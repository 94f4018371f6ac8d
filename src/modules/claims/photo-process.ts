import sharp from 'sharp'
import { maxPhotoPixels, photoSide, thumbnailSide } from './photo-model.ts'

/**
 * A program of its own, started by photo-processes.ts: it reads pictures of strangers, knows no key, and may be killed
 * at any moment. Each message is a picture, each answer what became of it.
 */
export type PhotoAnswer = { peakBytes: number } & (
  | { photo: Uint8Array; thumbnail: Uint8Array; width: number; height: number }
  | { fault: 'broken' | 'too_many_pixels' }
)

sharp.cache(false)
sharp.concurrency(1)
// Whatever the first bytes seem to be, no other reader of the library is ever entered.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
})

process.on('message', (bytes: Uint8Array) => {
  void prepare(bytes).then((answer) =>
    process.send?.({ ...answer, peakBytes: process.resourceUsage().maxRSS * 1024 }),
  )
})
process.on('disconnect', () => process.exit())
// Who stops the product from a terminal stops all of its processes; photos under way are finished first.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})

async function prepare(bytes: Uint8Array) {
  try {
    // By the header, before anything is unpacked.
    const header = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (header.width * header.height > maxPhotoPixels) return { fault: 'too_many_pixels' as const }
    const { data: photo, info } = await sharp(bytes, {
      failOn: 'error',
      limitInputPixels: maxPhotoPixels,
      sequentialRead: true,
      autoOrient: true,
    })
      .resize({ width: photoSide, height: photoSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
      .jpeg({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
    const thumbnail = await sharp(photo)
      .resize({ width: thumbnailSide, height: thumbnailSide, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 76 })
      .toBuffer()
    return { photo, thumbnail, width: info.width, height: info.height }
  } catch {
    return { fault: 'broken' as const }
  }
}
