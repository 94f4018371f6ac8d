import type { Services } from '#platform/context.ts'
import {
  photoBroken,
  photoHeic,
  photoNotAnImage,
  photoTooLarge,
  photoTooManyPixels,
  photoTooSlow,
} from './photo-errors.ts'
import { maxPhotoBytes, photoKind } from './photo-model.ts'
import { processPhoto } from './photo-processes.ts'
import { createTurns } from './turns.ts'

export type PreparedPhoto = { photo: Buffer; thumbnail: Buffer; width: number; height: number }

/** Of the whole process, however many servers a test runs in it. */
const inTurn = createTurns({ atOnce: 2, mostWaiting: 200, mostWaitingBytes: 512 * 1024 * 1024 })

/**
 * Makes of an uploaded picture what is kept: upright, in sRGB, at most 2048 pixels long, as JPEG, with nothing in it
 * but the picture (no place, no camera), and a thumbnail. Takes seconds under load, so never within a transaction.
 * @throws the errors of photo-errors.ts; busy where too many wait
 */
export async function preparePhoto(
  services: Pick<Services, 'log'>,
  bytes: Buffer,
  limitMs = 30_000,
): Promise<PreparedPhoto> {
  if (bytes.length > maxPhotoBytes) throw photoTooLarge()
  const kind = photoKind(bytes)
  if (kind === 'heic') throw photoHeic()
  if (kind === 'other') throw photoNotAnImage()
  const answer = await inTurn(bytes.length, () => processPhoto(bytes, limitMs, services.log))
  if ('fault' in answer) {
    if (answer.fault === 'too_many_pixels') throw photoTooManyPixels()
    throw answer.fault === 'too_slow' ? photoTooSlow() : photoBroken()
  }
  const { width, height } = answer
  return { photo: Buffer.from(answer.photo), thumbnail: Buffer.from(answer.thumbnail), width, height }
}
