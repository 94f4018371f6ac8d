import { translations } from '#kit/i18n/messages.ts'
import { en } from './operations.en.ts'
import { ja } from './operations.ja.ts'
import { zh } from './operations.zh.ts'

const { useT } = translations(ja, en, zh)

/** What an operation did, in words; one that is newer is shown by its name. */
export function useOperation(): (action: string) => string {
  const t = useT()
  return (action) => (action in ja ? t(action as keyof typeof ja) : action)
}

/** Operations that can be filtered by. */
export const operations = Object.keys(ja) as (keyof typeof ja)[]
