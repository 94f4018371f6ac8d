import type { PaperLanguage, Sheet } from '#platform/paper.ts'
import type { Fact, ShownPaper } from './facts.ts'
import { factsOf } from './facts.ts'

/** The same paper for a sheet: who and when above, lines and sums in columns of figures below. */
export function documentOf(paper: ShownPaper, language: PaperLanguage, reprint: boolean): Sheet {
  const facts = factsOf(paper, language, reprint)
  const [issuer = '', ...rest] = facts.issuer
  return {
    title: facts.title,
    language,
    lineHeight: 1,
    content: [
      ...facts.marks.map((mark) => ({ text: `【${mark}】`, bold: true, alignment: 'right' })),
      { text: facts.title, fontSize: 18, bold: true, alignment: 'center', margin: [0, 0, 0, 14] },
      {
        columns: [
          columnsOf(facts.head),
          {
            stack: [
              { text: issuer, bold: true, fontSize: 12 },
              ...rest.map((text) => ({ text, fontSize: 9 })),
            ],
          },
        ],
        columnGap: 24,
        margin: [0, 0, 0, 14],
      },
      ...linesOf(facts.lines),
      ...(facts.reducedNote === null ? [] : [{ text: facts.reducedNote, fontSize: 8, margin: [0, 2, 0, 0] }]),
      ...[facts.totals, facts.sums, facts.payments]
        .filter((list) => list.length > 0)
        .map((list) => ({
          columns: [
            { width: '*', text: '' },
            { width: 260, ...columnsOf(list) },
          ],
          margin: [0, 10, 0, 0],
        })),
      ...(facts.stamp === null ? [] : [stampBox(facts.stamp)]),
      ...facts.notes.map((text) => ({ text, fontSize: 8, margin: [0, 8, 0, 0] })),
    ],
  }
}

function linesOf(lines: ReturnType<typeof factsOf>['lines']): object[] {
  if (lines.length === 0) return []
  const body = lines.map(({ name, quantity, amount }) => [
    name,
    { text: `× ${quantity}`, alignment: 'right' },
    { text: amount ?? '', alignment: 'right' },
  ])
  return [{ table: { headerRows: 0, widths: ['*', 'auto', 'auto'], body }, layout: 'lightHorizontalLines' }]
}

function columnsOf(list: readonly Fact[]): object {
  const body = list.map(({ label, value }) => [label, { text: value, alignment: 'right' }])
  return { layout: 'noBorders', table: { widths: ['*', 'auto'], body } }
}

/** As large as a stamp and its seal. */
function stampBox(text: string): object {
  const words = { text, alignment: 'center', fontSize: 8, margin: [0, 28, 0, 28] }
  const box = { width: 80, table: { widths: ['*'], body: [[words]] } }
  return { columns: [{ width: '*', text: '' }, box], margin: [0, 12, 0, 0] }
}
