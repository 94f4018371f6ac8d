import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { Language } from '#platform/messages.ts'
import { codesIn, readPdf } from '#test/support/printed-page.ts'
import { readCoverage } from './font-coverage.ts'
import { slipCoverage, slipFonts } from './slip-fonts.ts'
import { fold, margin, width } from './slip-style.ts'
import { runsOf } from './slip-text.ts'
import { slipWords } from './slip-words.ts'
import { renderSlip } from './slip.ts'
import type { SlipData } from './slip.ts'

const slip: SlipData = {
  receptionNumber: '0A1B-2C3D-4E5F-6',
  receptionUrl: 'https://mamori.example/claims/0A1B-2C3D-4E5F-6?from=slip',
  warrantyNumber: '7K9M-2C3D-4E5F-X',
  item: { code: 'RF-5501', name: '冷蔵庫 550L', serialNumber: 'SN-20250318-00042' },
  store: { name: 'テスト電器 新宿店', address: '東京都新宿区新宿三丁目1番1号' },
  from: { name: '山田 花子', address: '大阪府大阪市北区梅田一丁目2番3号' },
  fault: '冷えない。扉を閉めても明かりが消えない。',
  acceptedOn: '2026-11-22',
  language: 'ja',
}
const languages: Language[] = ['ja', 'en', 'zh']
const print = async (more: Partial<SlipData> = {}) => readPdf(await renderSlip({ ...slip, ...more }))
const bare = (text: string) => text.replaceAll(/\s/g, '')

describe('the slip', () => {
  test('K24 bears the reception number in words, in Code 128 and the address in QR, which a scanner reads', async () => {
    const page = await print()
    expect(page.text).toContain('返品伝票')
    expect(page.text).toContain('お客様控え')
    // Of a page printed finely, and of one photographed with a telephone.
    for (const dots of [300, 130])
      expect(await codesIn(await page.picture(dots)), `${dots} dpi`).toEqual([
        `Code128 ${slip.receptionNumber}`,
        `QRCode ${slip.receptionUrl}`,
        `QRCode ${slip.receptionUrl}`,
      ])
  })

  test('K24 says what is sent, from whom to whom, and why', async () => {
    const { text, lines } = await print()
    for (const said of [
      slip.receptionNumber,
      slip.warrantyNumber,
      slip.item.code,
      slip.item.name,
      slip.item.serialNumber,
      '新宿店 御中',
      slip.store.address,
      slip.from.name,
      slip.from.address,
      slip.fault,
      '2026年11月22日',
      ...slipWords.ja.steps,
    ])
      expect(text).toContain(bare(said ?? ''))
    // What stays with the sender says it again, beneath the fold.
    const kept = lines
      .filter(({ y }) => y > fold)
      .map((line) => line.text)
      .join('')
    for (const said of [slip.receptionNumber, slip.warrantyNumber, slip.item.name, slip.store.name])
      expect(kept).toContain(bare(said ?? ''))
  })

  test.each([
    ['en', 'Return slip'],
    ['zh', '退货单'],
  ] as const)('is in Japanese, and in %s beneath', async (language, title) => {
    const { text, pages } = await print({ language })
    expect(pages).toBe(1)
    const { steps, ...words } = slipWords[language]
    for (const said of [title, ...steps, ...Object.values(words)]) {
      // Lines to write on are not asked for where name and address are known.
      if (said === words.name || said === words.address) continue
      expect(text).toContain(bare(said))
    }
    for (const step of slipWords.ja.steps) expect(text).toContain(bare(step))
  })

  test('asks for what is not known', async () => {
    const { text, pages } = await print({
      from: { name: null, address: null },
      item: { code: 'RF-5501', name: null, serialNumber: null },
      store: { name: 'テスト電器' },
      acceptedOn: null,
    })
    expect(pages).toBe(1)
    expect(text).toContain('お名前')
    expect(text).toContain('ご住所')
    expect(text).toContain('製造番号—')
  })
})

describe('drawing', () => {
  test("stands in nobody's way, one slip after the other", async () => {
    let longest = 0
    let last = performance.now()
    const watching = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    const numbers = Array.from({ length: 12 }, (_, n) => `0A1B-2C3D-4E5F-${n}`)
    const drawn = await Promise.all(
      numbers.map((receptionNumber) => renderSlip({ ...slip, receptionNumber })),
    )
    clearInterval(watching)
    for (const [n, pdf] of drawn.entries()) expect((await readPdf(pdf)).text).toContain(`4E5F-${n}`)
    console.log(`12 slips: the event loop stood still for at most ${longest.toFixed(0)} ms (limit 150)`)
    expect(longest).toBeLessThan(150)
  })

  test('that fails does not hold up the next', async () => {
    // More than any QR code holds.
    await expect(renderSlip({ ...slip, receptionUrl: 'x'.repeat(5000) })).rejects.toThrow(
      'the slip was not drawn',
    )
    expect((await print()).pages).toBe(1)
  })
})

describe('whatever people wrote', () => {
  const hostile = {
    'wide letters without a break': 'W'.repeat(20_000),
    'many words': 'lorem ipsum dolor sit amet '.repeat(1000),
    kanji: '漢字'.repeat(10_000),
    emoji: '👩‍👩‍👧‍👦🎉'.repeat(2000),
    'right to left': '\u202Eשלום مرحبا '.repeat(500),
    'marks upon marks': `Z${'\u0301'.repeat(5000)}`.repeat(3),
    'halves of characters': '\uD800x\uDC00\0\u0007\u200B',
    'lines and tabs': 'a\n\n\n\tb\r\n'.repeat(500),
    nothing: '',
    'words of pdfmake': '{{text}} ${x} <b>bold</b> \\n %PDF',
  }
  test.each(Object.entries(hostile))(
    '%s stay on one page, above the fold and within the margins',
    async (_what, text) => {
      for (const language of languages) {
        // Lines to write on are as high as what may stand there.
        const from = language === 'zh' ? null : text
        const page = await print({
          language,
          warrantyNumber: text,
          item: { code: text, name: text, serialNumber: text },
          store: { name: text, address: text },
          from: { name: from, address: from },
          fault: text,
        })
        expect(page.pages).toBe(1)
        expect(Math.max(...page.lines.map(({ y }) => y))).toBeLessThan(835)
        expect(Math.max(...page.lines.map(({ right }) => right))).toBeLessThan(margin + width + 2)
        // The last of the steps still stands before the line that is cut, and the copy begins after it.
        const last = bare(slipWords[language].steps.at(-1) ?? '')
        const step = page.lines.find((line) => line.text.endsWith(last))
        expect(step?.y).toBeLessThan(fold - 3)
        expect(page.text.split(slip.receptionNumber).length).toBe(3)
      }
    },
  )
})

describe('characters', () => {
  test('come from the font that has them; what none has is 〓, what is invisible is left out', async () => {
    const coverage = await slipCoverage()
    const printed = (text: string, most = 1000) =>
      runsOf(text, coverage, most)
        .map((run) => `${run.font}:${run.text}`)
        .join(' ')
    expect(printed('冷蔵庫 Aé')).toBe('jp:冷蔵庫 Aé')
    expect(printed('陈丽')).toBe('sc:陈丽')
    expect(printed('🎉שa')).toBe('jp:〓〓a')
    expect(printed('葛\u{e0100}城 e\u0301\u200b\0')).toBe('jp:葛城 é')
    expect(printed('漢字漢字漢字', 3)).toBe('jp:漢字漢…')
    expect(printed('漢字漢', 3)).toBe('jp:漢字漢')
    expect(runsOf('货', coverage, 10, 'sc')).toEqual([{ text: '货', font: 'sc' }])
    expect(runsOf('商品', coverage, 10, 'sc')).toEqual([{ text: '商品', font: 'sc' }])
  })

  test('of all words on a slip are in a font', async () => {
    const coverage = await slipCoverage()
    for (const words of Object.values(slipWords))
      for (const said of Object.values(words).flat())
        expect(
          runsOf(said, coverage, 1000)
            .map(({ text }) => text)
            .join(''),
        ).not.toContain('〓')
  })

  test('are looked up in the table of the font', async () => {
    const has = readCoverage(await readFile(slipFonts.jp.bold))
    expect(['返', 'A', '〓', '𠮟'].map((character) => has(character.codePointAt(0) as number))).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(
      ['货', '\u{1F389}', '\u{10FFFF}'].map((character) => has(character.codePointAt(0) as number)),
    ).toEqual([false, false, false])
    expect(() => readCoverage(Buffer.alloc(64))).toThrow('no table cmap')
  })
})
