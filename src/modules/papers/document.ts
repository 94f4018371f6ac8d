import type { Paper, PaperEntry, PaperLanguage } from '#platform/paper.ts'
import type { Fact, ShownPaper } from './facts.ts'
import { factsOf } from './facts.ts'
import { paperWord } from './words.ts'

/** The same paper for a sheet, as our PDFs are written. */
export function documentOf(paper: ShownPaper, language: PaperLanguage, reprint: boolean): Paper {
  const facts = factsOf(paper, language, reprint)
  const entry = (list: readonly Fact[]): PaperEntry => ({
    heading: '',
    facts: list.map(({ label, value }) => [label, value]),
  })
  return {
    title: facts.title,
    language,
    lead: [...facts.marks.map((mark) => `【${mark}】`), ...facts.issuer],
    sections: [
      { title: paper.number, note: null, entries: [entry(facts.head)] },
      {
        title: paperWord(language, 'lines'),
        note: facts.reducedNote,
        entries: [
          {
            heading: '',
            facts: facts.lines.map(({ name, quantity, amount }) => [amount ?? '', `${name} × ${quantity}`]),
          },
        ],
      },
      {
        title: paperWord(language, paper.originalNumber === null ? 'due' : 'dueBack'),
        note: facts.notes.length === 0 ? null : facts.notes.join('\n'),
        entries: [entry([...facts.totals, ...facts.sums, ...facts.payments])],
      },
      ...(facts.stamp === null ? [] : [{ title: `〔${facts.stamp}〕`, note: null, entries: [] }]),
    ],
  }
}
