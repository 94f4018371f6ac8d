import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Language } from '#platform/messages.ts'
import { readCoverage } from './font-coverage.ts'
import type { Coverage } from './slip-text.ts'

const fontFile = (path: string) => fileURLToPath(import.meta.resolve(`@expo-google-fonts/${path}`))

/** Japanese, and Chinese for what it lacks: many simplified characters, in instructions and in names. */
export const slipFonts = {
  jp: {
    normal: fontFile('noto-sans-jp/400Regular/NotoSansJP_400Regular.ttf'),
    bold: fontFile('noto-sans-jp/700Bold/NotoSansJP_700Bold.ttf'),
  },
  sc: {
    normal: fontFile('noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
    bold: fontFile('noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'),
  },
}

let read: Promise<Coverage> | undefined

/** Read once; the fonts themselves are not kept. */
export function slipCoverage(): Promise<Coverage> {
  return (read ??= readFonts())
}

async function readFonts(): Promise<Coverage> {
  const [jp, sc] = await Promise.all([readFile(slipFonts.jp.normal), readFile(slipFonts.sc.normal)])
  return { jp: readCoverage(jp), sc: readCoverage(sc) }
}

/** The characters of Chinese words are drawn as they are in China, though Japanese has most of them too. */
export function preferredFont(language: Language): 'jp' | 'sc' {
  return language === 'zh' ? 'sc' : 'jp'
}
