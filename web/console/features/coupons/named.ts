import type { LocalText } from '#api/types.ts'

/** A name whose other languages may be missing, as the parts for texts take it. */
export function named(name: { ja: string; en: string | null; zh: string | null }): LocalText {
  return {
    ja: name.ja,
    ...(name.en === null ? {} : { en: name.en }),
    ...(name.zh === null ? {} : { zh: name.zh }),
  } as LocalText
}
