import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createCanvas } from '@napi-rs/canvas'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

type Page = {
  getTextContent(): Promise<{ items: { str: string; transform: number[]; width: number; height: number }[] }>
  getViewport(options: { scale: number }): { width: number; height: number }
  render(options: object): { promise: Promise<void> }
}
type Opened = { numPages: number; getPage(n: number): Promise<Page> }
type Pdfjs = { getDocument(options: object): { promise: Promise<Opened> } }

/** A line of text on paper, without spaces; `y` from the upper edge, in points. */
export type Line = { text: string; y: number; right: number }

/** A PDF as who holds the paper sees it: its pages, and the lines and the picture of the first one. */
export async function readPdf(pdf: Buffer): Promise<{
  pages: number
  lines: Line[]
  /** All words, without spaces: a reader sees where a line ends, the file does not say. */
  text: string
  picture(dotsPerInch: number): Promise<Buffer>
}> {
  // By a name that is not looked up: its types would bring a browser's into all tests.
  const name: string = 'pdfjs-dist/legacy/build/pdf.mjs'
  const { getDocument } = (await import(name)) as Pdfjs
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise
  const page = await document.getPage(1)
  const { height } = page.getViewport({ scale: 1 })
  const { items } = await page.getTextContent()
  const lines = new Map<number, Line>()
  for (const { str, transform, width } of items) {
    if (str.trim() === '') continue
    const y = height - (transform[5] ?? 0)
    const line = lines.get(Math.round(y)) ?? { text: '', y, right: 0 }
    line.text += str.replaceAll(/\s/g, '')
    line.right = Math.max(line.right, (transform[4] ?? 0) + width)
    lines.set(Math.round(y), line)
  }
  return {
    pages: document.numPages,
    lines: [...lines.values()],
    text: items.map(({ str }) => str.replaceAll(/\s/g, '')).join(''),
    async picture(dotsPerInch) {
      const viewport = page.getViewport({ scale: dotsPerInch / 72 })
      const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height))
      await page.render({ canvas, canvasContext: canvas.getContext('2d'), viewport }).promise
      return canvas.toBuffer('image/png')
    },
  }
}

/** The codes that a scanner finds in a picture, as `Code128 0A1B-…`. */
export async function codesIn(picture: Buffer): Promise<string[]> {
  const wasm = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } })
  const found = await readBarcodes(new Uint8Array(picture), { formats: ['Code128', 'QRCode'] })
  return found.map(({ format, text }) => `${format} ${text}`).sort()
}
