import { pdfMaker } from './pdf-maker.ts'
import { slipCoverage, slipFonts } from './slip-fonts.ts'
import { slipPage } from './slip-page.ts'
import type { SlipData } from './slip.ts'

/** Draws the slip; a few tenths of a second in which nothing else runs, so it is called in a thread of its own. */
export async function drawSlip(data: SlipData): Promise<Buffer> {
  const [maker, { default: codes }, coverage] = await Promise.all([
    pdfMaker(slipFonts),
    import('bwip-js'),
    slipCoverage(),
  ])
  const barcode = codes.toSVG({ bcid: 'code128', text: data.receptionNumber, height: 11 })
  const qr = codes.toSVG({ bcid: 'qrcode', text: data.receptionUrl })
  return maker.createPdf(slipPage(data, coverage, { barcode, qr })).getBuffer()
}
