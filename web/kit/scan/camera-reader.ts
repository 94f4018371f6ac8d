/** Reads the first code that a picture of the camera shows, or nothing. */
type ReadPicture = (video: HTMLVideoElement) => Promise<string | null>
type Detector = { detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]> }
type DetectorClass = {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}

const formats = ['qr_code', 'ean_13', 'ean_8', 'upc_a', 'upc_e', 'code_128']

/** The browser's own reader where it knows what we need; else one that is loaded when a camera is first used. */
export async function codeReader(): Promise<ReadPicture> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  if (own) {
    const known = await own.getSupportedFormats().catch((): string[] => [])
    if (known.includes('qr_code') && known.includes('ean_13')) {
      const detector = new own({ formats: formats.filter((format) => known.includes(format)) })
      return async (video) => (await detector.detect(video))[0]?.rawValue ?? null
    }
  }
  const { pictureReader } = await import('./zxing-reader.ts')
  return pictureReader()
}
