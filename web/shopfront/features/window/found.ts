import type { Good } from '#api/shop-types.ts'

/** The goods of a kind in which every word of the search stands, in any language, however wide it is typed. */
export function found(goods: readonly Good[], { q, category }: { q: string; category: string }): Good[] {
  const words = plain(q).split(/\s+/).filter(Boolean)
  return goods.filter((good) => {
    if (category !== '' && good.category.key !== category) return false
    const texts = [good.code, good.maker, good.model, ...Object.values(good.name)]
    const text = plain([...texts, ...Object.values(good.category.name)].join(' '))
    return words.every((word) => text.includes(word))
  })
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
