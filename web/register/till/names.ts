import type { LocalName } from './types.ts'

/** In the reader's language, else in Japanese. */
export function localName(name: LocalName, language: 'ja' | 'en' | 'zh'): string {
  return name[language] ?? name.ja
}
