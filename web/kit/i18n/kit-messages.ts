import { en } from './kit.messages.en.ts'
import { ja } from './kit.messages.ja.ts'
import { zh } from './kit.messages.zh.ts'
import { translations } from './messages.ts'

/** The kit's own few words; each app brings its own tables. */
export const { useT: useKitT, translate: kitTranslate } = translations(ja, en, zh)
