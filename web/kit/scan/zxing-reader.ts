import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HTMLCanvasElementLuminanceSource,
  HybridBinarizer,
  MultiFormatReader,
} from '@zxing/library'

const formats = [
  BarcodeFormat.QR_CODE,
  BarcodeFormat.EAN_13,
  BarcodeFormat.EAN_8,
  BarcodeFormat.UPC_A,
  BarcodeFormat.UPC_E,
  BarcodeFormat.CODE_128,
]

/** For browsers without a reader of their own. */
export function pictureReader() {
  const reader = new MultiFormatReader()
  reader.setHints(
    new Map<DecodeHintType, unknown>([
      [DecodeHintType.POSSIBLE_FORMATS, formats],
      [DecodeHintType.TRY_HARDER, true],
    ]),
  )
  const canvas = document.createElement('canvas')
  return async (video: HTMLVideoElement): Promise<string | null> => {
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    const context = canvas.getContext('2d', { willReadFrequently: true })
    if (!context || canvas.width === 0) return null
    context.drawImage(video, 0, 0)
    try {
      const source = new HTMLCanvasElementLuminanceSource(canvas)
      return reader.decode(new BinaryBitmap(new HybridBinarizer(source))).getText()
    } catch {
      // No code in this picture; the next one may have it.
      return null
    }
  }
}
