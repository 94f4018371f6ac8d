import { translations } from '#kit/i18n/messages.ts'
import { en } from './words.en.ts'
import { ja } from './words.ja.ts'
import { zh } from './words.zh.ts'

const { useT } = translations(ja, en, zh)

/** Words of the server's codes: `word('state', 'submitted')`. A code of a newer server is shown as it is. */
export function useWord(): (kind: string, code: string) => string {
  const t = useT()
  return (kind, code) => {
    const key = `${kind}.${code}`
    return key in ja ? t(key as 'state.submitted') : code
  }
}

/** Codes of one kind, in the order of their words. */
export function codesOf(kind: string): string[] {
  return Object.keys(ja)
    .filter((key) => key.startsWith(`${kind}.`))
    .map((key) => key.slice(kind.length + 1))
}
