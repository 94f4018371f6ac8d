import type { PdfPart } from './pdf-maker.ts'
import { fold, green, margin, rule, ruled, width } from './slip-style.ts'
import type { SlipWriter } from './slip-writer.ts'
import type { SlipData } from './slip.ts'

/** The line to cut along, and the part beneath it that the sender keeps. */
export function slipCopy(say: SlipWriter, data: SlipData, qr: string): PdfPart[] {
  const small = { size: 9.5, ems: 26 }
  return [
    {
      canvas: [
        {
          type: 'line',
          x1: 0,
          y1: 0,
          x2: 595,
          y2: 0,
          lineWidth: 0.8,
          dash: { length: 3, space: 3 },
          lineColor: '#5f5e58',
        },
      ],
      absolutePosition: { x: 0, y: fold },
    },
    { ...say.label('cut', 'beside'), absolutePosition: { x: margin, y: fold + 3 } },
    {
      absolutePosition: { x: margin, y: fold + 20 },
      columns: [
        {
          width: width - 84,
          stack: [
            {
              columns: [
                { width: 'auto', text: say.words.copy, fontSize: 13, bold: true, color: green },
                { width: 'auto', margin: [8, 5, 0, 0], stack: say.second('copy', 9) },
              ],
            },
            { text: say.words.keep, fontSize: 8, margin: [0, 2, 0, 0] },
            ...say.second('keep', 7),
            {
              table: {
                widths: [78, '*', 70, '*'],
                body: [
                  [
                    say.label('receptionNumber'),
                    { text: data.receptionNumber, fontSize: 11, bold: true },
                    say.label('warranty'),
                    say.text(data.warrantyNumber, small),
                  ],
                  [
                    say.label('item'),
                    say.text(data.item.name ?? data.item.code, small),
                    say.label('to'),
                    say.text(data.store.name, small),
                  ],
                ],
              },
              layout: ruled,
              margin: [0, 4, 0, 6],
            },
            {
              columns: (['sentOn', 'carrier', 'tracking'] as const).map((key) => ({
                width: (width - 84 - 24) / 3,
                stack: [say.label(key, 'beside'), rule((width - 84 - 24) / 3, 17)],
              })),
              columnGap: 12,
            },
          ],
        },
        {
          width: 84,
          stack: [
            { svg: qr, width: 66, height: 66, alignment: 'right' },
            { ...say.label('follow'), alignment: 'right', margin: [0, 3, 0, 0] },
          ],
        },
      ],
    },
  ]
}
