import type { Context } from '#platform/context.ts'
import { buyer, reader } from '#platform/context.ts'
import { writePaper, paperLanguage } from '#platform/paper.ts'
import type { PaperSection } from '#platform/paper.ts'
import type { PersonalData } from '#platform/personal-data.ts'
import { findPurchaser, peopleOf } from './queries.ts'

/** Entries of one section on paper; who has more finds all of them in the JSON. */
const mostOnPaper = 500

const words = {
  ja: {
    title: 'Mamori に保存されているあなたの情報',
    at: (at: string) => `作成日時: ${at}（UTC）`,
    none: '該当する情報はありません。',
    more: `新しいものから${mostOnPaper}件を載せています。すべての情報は JSON の書き出しに含まれます。`,
  },
  en: {
    title: 'What Mamori keeps about you',
    at: (at: string) => `Written at ${at} (UTC)`,
    none: 'Nothing is kept.',
    more: `The first ${mostOnPaper} are listed here; the JSON export holds all of them.`,
  },
}

/**
 * Everything about the signed-in person as JSON, piece by piece as the reader takes it: memory holds one page of one
 * module, however much there is.
 */
export async function* exportPerson(ctx: Context, sources: readonly PersonalData[]): AsyncGenerator<string> {
  const db = reader(ctx)
  const people = await peopleOf(db, buyer(ctx).purchaserId)
  const about = {
    exportedAt: ctx.clock.now(),
    amounts: 'Integers of the minor unit of the currency beside them; the yen has none.',
    instants: 'ISO 8601 in UTC; days are days in the time zone of the store.',
  }
  yield `{"about":${JSON.stringify(about)}`
  for (const source of sources) {
    yield `,\n${JSON.stringify(source.name)}:[`
    let separator = '\n'
    for await (const entry of source.export(ctx, db, people)) {
      yield separator + JSON.stringify(entry)
      separator = ',\n'
    }
    yield ']'
  }
  yield '}\n'
}

/** The same for reading, as PDF in the person's language. */
export async function exportPersonPdf(ctx: Context, sources: readonly PersonalData[]): Promise<Buffer> {
  const db = reader(ctx)
  const { purchaserId } = buyer(ctx)
  const people = await peopleOf(db, purchaserId)
  const language = paperLanguage((await findPurchaser(db, purchaserId))?.language ?? 'ja')
  const t = words[language]
  const sections: PaperSection[] = []
  for (const source of sources) {
    const section: PaperSection = { title: source.title[language], entries: [], note: t.none }
    for await (const entry of source.export(ctx, db, people)) {
      if (section.entries.length === mostOnPaper) {
        section.note = t.more
        break
      }
      section.note = null
      section.entries.push(source.onPaper(entry, language))
    }
    sections.push(section)
  }
  return writePaper({ title: t.title, lead: [t.at(ctx.clock.now())], sections, language })
}
