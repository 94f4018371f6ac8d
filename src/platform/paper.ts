import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { Language } from './messages.ts'

/** One thing on paper: what it is, and what is known of it, line by line. */
export type PaperEntry = { heading: string; facts: [label: string, value: string][] }
export type PaperSection = { title: string; entries: PaperEntry[]; note: string | null }
/** In which papers are written. */
export type PaperLanguage = Exclude<Language, 'zh'>
export type Paper = { title: string; lead: string[]; sections: PaperSection[]; language: PaperLanguage }

/**
 * A readable PDF. The font holds Japanese and Latin, not every simplified Chinese character, which is why papers are
 * written in Japanese or English: `paperLanguage`. The library and its fonts are loaded by the first paper.
 */
export function writePaper(paper: Paper): Promise<Buffer> {
  return writeSheet({
    title: paper.title,
    language: paper.language,
    content: [
      { text: paper.title, fontSize: 18, bold: true, margin: [0, 0, 0, 8] },
      ...paper.lead.map((text) => ({ text, margin: [0, 0, 0, 4] })),
      ...paper.sections.flatMap(sectionContent),
    ],
  })
}

/** A PDF of A4 sheets with a layout of its own, in the words of pdfmake. */
export type Sheet = {
  title: string
  language: PaperLanguage
  content: readonly object[]
  lineHeight?: number
}

export function writeSheet({ title, language, content, lineHeight = 1.3 }: Sheet): Promise<Buffer> {
  const document = openPdfmake().createPdf({
    info: { title },
    language,
    pageSize: 'A4',
    pageMargins: [48, 56, 48, 56],
    defaultStyle: { font: 'NotoSansJP', fontSize: 10, lineHeight },
    footer: (page: number, pages: number) => ({
      text: `${page} / ${pages}`,
      alignment: 'center',
      fontSize: 8,
    }),
    content,
  })
  return document.getBuffer()
}

function sectionContent({ title, entries, note }: PaperSection) {
  return [
    { text: title, fontSize: 13, bold: true, margin: [0, 16, 0, 4] },
    ...(note === null ? [] : [{ text: note, fontSize: 9 }]),
    ...entries.map(({ heading, facts }) => ({
      unbreakable: facts.length < 30,
      margin: [0, 4, 0, 4],
      stack: [
        { text: heading, bold: true },
        {
          layout: 'noBorders',
          table: { widths: [110, '*'], body: facts.length > 0 ? facts : [['', '']] },
        },
      ],
    })),
  ]
}

/** In which language a paper is written for somebody who reads this one. */
export function paperLanguage(language: Language): PaperLanguage {
  return language === 'zh' ? 'en' : language
}

/** ¥12,300 */
export function paperMoney(amount: number, currency: string): string {
  const format = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  })
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 0))
}

/** What we use of the library. Its own types bring those of a browser along, which are wrong for the rest of a server. */
type Pdfmake = {
  setFonts(fonts: Record<string, Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>): void
  setUrlAccessPolicy(allow: (url: string) => boolean): void
  setLocalAccessPolicy(allow: (path: string) => boolean): void
  createPdf(document: object): { getBuffer(): Promise<Buffer> }
}
let opened: Pdfmake | undefined

function openPdfmake(): Pdfmake {
  if (opened) return opened
  const load = createRequire(import.meta.url)
  const pdfmake = load('pdfmake') as Pdfmake
  const fonts = dirname(load.resolve('@expo-google-fonts/noto-sans-jp/package.json'))
  const normal = `${fonts}/400Regular/NotoSansJP_400Regular.ttf`
  const bold = `${fonts}/700Bold/NotoSansJP_700Bold.ttf`
  pdfmake.setFonts({ NotoSansJP: { normal, bold, italics: normal, bolditalics: bold } })
  // A paper is made of text alone: nothing that stands in it may make the server read a file or an address.
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path === normal || path === bold)
  return (opened = pdfmake)
}
