import { defineError } from '#platform/errors.ts'

/** A refusal of an uploaded picture, which stands in the field `photo`. */
function photoError(code: string, status: number, detail: string) {
  return defineError(
    code,
    status,
    () => detail,
    () => ({ errors: [{ field: 'photo', code, message: detail }] }),
  )
}

export const photoTooLarge = photoError(
  'photo_too_large',
  413,
  'The photo is larger than 12 MB. Send it in a smaller size.',
)
export const photoNotAnImage = photoError(
  'photo_not_an_image',
  415,
  'This is not a JPEG, PNG or WebP picture, whatever its name says.',
)
export const photoHeic = photoError(
  'photo_heic',
  415,
  'This is a HEIC or AVIF picture. Send it as JPEG: on an iPhone choose Settings, Camera, Formats, Most Compatible and take it again, or send a screenshot of it.',
)
export const photoTooManyPixels = photoError(
  'photo_too_many_pixels',
  422,
  'The photo has more than 60 megapixels. Send it in a smaller size.',
)
export const photoBroken = photoError(
  'photo_broken',
  422,
  'The file is damaged or not all of it arrived. Send it again, or take another photo.',
)
export const photoTooSlow = photoError(
  'photo_too_slow',
  422,
  'Reading the photo took too long. Send it as an ordinary JPEG in a smaller size.',
)

/** What a route that takes photos lists. */
export const photoErrors = [
  photoTooLarge,
  photoNotAnImage,
  photoHeic,
  photoTooManyPixels,
  photoBroken,
  photoTooSlow,
]
