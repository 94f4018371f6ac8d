import { translations } from '#kit/i18n/messages.ts'
import { en } from './messages.en.ts'
import { ja } from './messages.ja.ts'
import { zh } from './messages.zh.ts'

/** Words that more than one feature uses; each feature has tables of its own beside these. */
export const { useT } = translations(ja, en, zh)
