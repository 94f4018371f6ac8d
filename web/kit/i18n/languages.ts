export const languages = ['ja', 'en', 'zh'] as const
export type Language = (typeof languages)[number]

/** Each language by its own name, so that whoever reads only it finds it. */
export const languageNames: Record<Language, string> = { ja: '日本語', en: 'English', zh: '中文' }
export function isLanguage(value: unknown): value is Language {
  return languages.includes(value as Language)
}
