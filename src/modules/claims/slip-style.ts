import type { PdfPart } from './pdf-maker.ts'

/** Measures of the page, in points: A4 is 595 by 842. */
export const margin = 36
export const width = 595 - 2 * margin
/** How far from the upper edge the page is folded and cut. */
export const fold = 648

export const green = '#0b6b50'
export const grey = '#5f5e58'

/** A line to write on, beneath so much room for the hand. */
export function rule(length: number, room: number): PdfPart {
  return {
    canvas: [{ type: 'line', x1: 0, y1: room, x2: length, y2: room, lineWidth: 0.6, lineColor: '#8a8982' }],
  }
}

/** Thin lines between rows, none at the sides. */
export const ruled = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0,
  hLineColor: () => '#c9c7bf',
  paddingTop: () => 3,
  paddingBottom: () => 3,
  paddingLeft: () => 0,
  paddingRight: () => 6,
}
