import { errorsEn } from './errors.messages.en.ts'
import { errorsJa } from './errors.messages.ja.ts'
import { errorsZh } from './errors.messages.zh.ts'
import { useLanguage } from './language.tsx'
import type { Language } from './language.tsx'

/** The part of a refusal that the kit looks at; `web/api` throws errors of this shape. */
export type Refusal = {
  code: string
  status: number
  requestId?: string
  errors?: readonly { field: string; code: string; message: string }[]
}
export type ErrorText = { text: string; code: string; requestId: string | undefined }

const tables: Record<Language, Record<string, string>> = { ja: errorsJa, en: errorsEn, zh: errorsZh }

export function asRefusal(error: unknown): Refusal {
  const { code, status } = (error ?? {}) as Partial<Refusal>
  if (typeof code === 'string' && typeof status === 'number') return error as Refusal
  return { code: 'unexpected', status: 0 }
}

/** Any thrown thing → a sentence in the reader's language and the code for support. */
export function errorText(error: unknown, language: Language): ErrorText {
  const refusal = asRefusal(error)
  const table = tables[language]
  // A refusal of one field says more by that field's own code.
  const field = refusal.errors?.length === 1 ? refusal.errors[0] : undefined
  const text = (field && table[field.code]) ?? table[refusal.code] ?? table[fallbackOf(refusal.status)] ?? ''
  return { text, code: refusal.code, requestId: refusal.requestId }
}

/** The sentence for one field of a form, or nothing where the refusal does not point at it. */
export function fieldErrorText(error: unknown, field: string, language: Language): string | undefined {
  const found = asRefusal(error).errors?.find((e) => e.field === field || e.field.startsWith(`${field}.`))
  if (!found) return undefined
  return tables[language][found.code] ?? tables[language]['invalid_field']
}

export function useErrorText(): (error: unknown) => ErrorText {
  const { language } = useLanguage()
  return (error) => errorText(error, language)
}

function fallbackOf(status: number): string {
  if (status === 404) return 'not_found'
  if (status === 409) return 'conflict'
  if (status >= 500) return 'internal_error'
  return status >= 400 ? 'refused' : 'unexpected'
}
