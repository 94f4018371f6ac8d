import { translations } from '#kit/i18n/messages.ts'
import { en } from './messages.en.ts'
import { ja } from './messages.ja.ts'
import { zh } from './messages.zh.ts'

export const { useT } = translations(ja, en, zh)
