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
        entries: facts.lines.map(({ name, quantity, amount }) => ({
          heading: name,
          facts: [[`× ${quantity}`, amount ?? '']],
        })),
      },
      {
        title: paperWord(language, paper.originalNumber === null ? 'due' : 'dueBack'),
        note: null,
        entries: [facts.totals, facts.sums, facts.payments].filter((list) => list.length > 0).map(entry),
      },
      ...(facts.stamp === null ? [] : [{ title: `〔${facts.stamp}〕`, note: null, entries: [] }]),
      ...facts.notes.map((note) => ({ title: '', note, entries: [] })),
    ],
  }
}
