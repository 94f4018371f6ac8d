import type { Day } from '#platform/dates.ts'
import type { Language } from '#platform/messages.ts'
import { pdfMaker } from './pdf-maker.ts'
import { slipCoverage, slipFonts } from './slip-fonts.ts'
import { slipPage } from './slip-page.ts'

export type SlipData = {
  /** As it is read out, with its hyphens. */
  receptionNumber: string
  /** Where the claim is shown; in the QR code. */
  receptionUrl: string
  warrantyNumber: string
  item: { code: string; name: string | null; serialNumber: string | null }
  store: { name: string; address?: string | null }
  /** Lines to fill in by hand stand for what is null. */
  from: { name: string | null; address: string | null }
  /** In few words; what is longer than three lines is cut. */
  fault: string
  acceptedOn: Day | null
  language: Language
}

/**
 * The return slip as PDF: one page A4, to be cut into a part that goes with the item and one that stays. Japanese, with
 * the person's language beneath. Any text is printed somehow; none makes it fail or grow.
 */
export async function renderSlip(data: SlipData): Promise<Buffer> {
  const [maker, { default: codes }, coverage] = await Promise.all([
    pdfMaker(slipFonts),
    import('bwip-js'),
    slipCoverage(),
  ])
  const barcode = codes.toSVG({ bcid: 'code128', text: data.receptionNumber, height: 11 })
  const qr = codes.toSVG({ bcid: 'qrcode', text: data.receptionUrl })
  return maker.createPdf(slipPage(data, coverage, { barcode, qr })).getBuffer()
}
