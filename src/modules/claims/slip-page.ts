import type { PdfPart } from './pdf-maker.ts'
import type { SlipData } from './slip.ts'
import { slipCopy } from './slip-copy.ts'
import { slipWriter } from './slip-writer.ts'
import type { SlipWriter } from './slip-writer.ts'
import type { Coverage } from './slip-text.ts'
import { green, margin, rule, ruled, width } from './slip-style.ts'

type SlipCodes = { barcode: string; qr: string }

/** The page: what goes with the item above the fold, what stays below it, the second always in the same place. */
export function slipPage(data: SlipData, coverage: Coverage, codes: SlipCodes): PdfPart {
  const say = slipWriter(data.language, coverage)
  return {
    pageSize: 'A4',
    pageMargins: [margin, 30, margin, 10],
    info: { title: `返品伝票 ${data.receptionNumber}` },
    defaultStyle: { font: 'jp', fontSize: 10, lineHeight: 1, color: '#1c1c1a' },
    content: [
      heading(say),
      reception(say, data, codes),
      parties(say, data),
      facts(say, data),
      packing(say),
      ...slipCopy(say, data, codes.qr),
    ],
  }
}

function heading(say: SlipWriter): PdfPart {
  return {
    columns: [
      {
        width: 'auto',
        columns: [
          { width: 'auto', text: '返品伝票', fontSize: 24, bold: true, color: green },
          { width: 'auto', margin: [10, 15, 0, 0], stack: say.second('title', 11) },
        ],
      },
      {
        width: '*',
        alignment: 'right',
        margin: [0, 5, 0, 0],
        stack: [{ text: say.words.put, fontSize: 10, bold: true }, ...say.second('put', 8)],
      },
    ],
    margin: [0, 0, 0, 6],
  }
}

function reception(say: SlipWriter, data: SlipData, { barcode, qr }: SlipCodes): PdfPart {
  return {
    table: {
      widths: ['*', 96],
      body: [
        [
          {
            stack: [
              say.label('receptionNumber', 'beside'),
              {
                text: data.receptionNumber,
                fontSize: 27,
                bold: true,
                characterSpacing: 1,
                margin: [0, 0, 0, 5],
              },
              // Quiet zones beside the bars, which readers need.
              { svg: barcode, width: 300, margin: [2, 0, 0, 0] },
            ],
            margin: [10, 7, 0, 8],
          },
          {
            stack: [
              { svg: qr, width: 80, height: 80, alignment: 'center' },
              { ...say.label('follow'), alignment: 'center', margin: [0, 4, 0, 0] },
            ],
            margin: [0, 10, 8, 4],
          },
        ],
      ],
    },
    layout: {
      hLineColor: () => green,
      vLineColor: () => green,
      hLineWidth: () => 1,
      vLineWidth: (i: number) => (i === 1 ? 0 : 1),
      paddingTop: () => 0,
      paddingBottom: () => 0,
    },
    margin: [0, 0, 0, 8],
  }
}

function parties(say: SlipWriter, { store, from }: SlipData): PdfPart {
  const side = (width - 20) / 2
  // Of a buyer who has no account the store knows the address, or nobody does: it is written by hand.
  const written = (key: 'name' | 'address', value: string | null, lines: number): PdfPart =>
    value === null
      ? { stack: [say.label(key, 'beside'), ...Array.from({ length: lines }, () => rule(side, 16))] }
      : say.text(value, key === 'name' ? { size: 12, ems: 36, bold: true } : { size: 9.5, ems: 66 })
  return {
    columns: [
      {
        width: side,
        stack: [
          say.label('to', 'beside'),
          {
            ...say.text(store.name, { size: 13, ems: 34, bold: true, after: ' 御中' }),
            margin: [0, 2, 0, 2],
          },
          ...(store.address ? [say.text(store.address, { size: 9.5, ems: 66 })] : []),
        ],
      },
      {
        width: side,
        stack: [
          say.label('from', 'beside'),
          { stack: [written('name', from.name, 1)], margin: [0, 2, 0, 2] },
          written('address', from.address, 2),
        ],
      },
    ],
    columnGap: 20,
    margin: [0, 0, 0, 8],
  }
}

function facts(say: SlipWriter, data: SlipData): PdfPart {
  const { item } = data
  const small = { size: 10, ems: 30 }
  const pair = (key: Parameters<SlipWriter['label']>[0], value: PdfPart): PdfPart[] => [say.label(key), value]
  return {
    table: {
      widths: [80, '*', 80, '*'],
      body: [
        [
          ...pair('item', {
            ...say.text(item.name ?? item.code, { size: 11, ems: 70, bold: true }),
            colSpan: 3,
          }),
          '',
          '',
        ],
        [
          ...pair('code', say.text(item.code, small)),
          ...pair('serial', say.text(item.serialNumber ?? '—', small)),
        ],
        [
          ...pair('warranty', say.text(data.warrantyNumber, small)),
          ...pair('acceptedOn', say.text(say.day(data.acceptedOn), small)),
        ],
        [...pair('fault', { ...say.text(data.fault, { size: 10, ems: 100 }), colSpan: 3 }), '', ''],
      ],
    },
    layout: ruled,
    margin: [0, 0, 0, 8],
  }
}

function packing(say: SlipWriter): PdfPart {
  const [fontSize, gap] = say.once ? [12, 4] : [10, 1]
  return {
    stack: [
      {
        columns: [
          { width: 'auto', text: say.words.packing, fontSize: 11, bold: true },
          { width: 'auto', margin: [8, 2, 0, 0], stack: say.second('packing', 8) },
        ],
        margin: [0, 0, 0, 2],
      },
      {
        table: {
          widths: [18, '*'],
          body: say.words.steps.map((step, n) => [
            { text: String(n + 1), bold: true, fontSize, color: green },
            { stack: [{ text: step, fontSize }, ...say.secondStep(n)] },
          ]),
        },
        layout: {
          defaultBorder: false,
          paddingTop: () => gap,
          paddingBottom: () => gap,
          paddingLeft: () => 0,
          paddingRight: () => 0,
        },
      },
    ],
  }
}
