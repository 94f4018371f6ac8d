export const maxPhotoBytes = 12 * 1024 * 1024
export const maxPhotoPixels = 60_000_000
/** Long sides of what is kept. */
export const photoSide = 2048
export const thumbnailSide = 320

/** What a file is by its first bytes; its name and declared type prove nothing. */
export type PhotoKind = 'accepted' | 'heic' | 'other'

const png = Buffer.from('89504e470d0a1a0a', 'hex')
const jpeg = Buffer.from('ffd8ff', 'hex')
// Brands of the ISO file format that hold a still picture; with others it is a film.
const stillBrands = /^(?:hei[cfmsx]|hev[cmsx]|mif[12]|msf1|mia[fb1]|avi[fs])$/

export function photoKind(bytes: Buffer): PhotoKind {
  if (startsWith(bytes, 0, jpeg) || startsWith(bytes, 0, png)) return 'accepted'
  if (text(bytes, 0) === 'RIFF' && text(bytes, 8) === 'WEBP') return 'accepted'
  return text(bytes, 4) === 'ftyp' && stillBrands.test(text(bytes, 8)) ? 'heic' : 'other'
}

function startsWith(bytes: Buffer, at: number, start: Buffer): boolean {
  return bytes.subarray(at, at + start.length).equals(start)
}

function text(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, at + 4)
}
