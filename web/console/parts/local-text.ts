import type { LocalText } from '#api/types.ts'
import type { Language } from '#kit/i18n/language.tsx'

/** The author's words in the reader's language, else in Japanese, in which there always are some. */
export function localText(text: LocalText, language: Language): string {
  return text[language] ?? text.ja
}
