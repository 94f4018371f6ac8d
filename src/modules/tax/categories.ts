/** Words for people in the three languages. */
export type Words = { ja: string; en: string; zh: string }

/** Tax categories by the codes of JP PINT, Japan's profile of the Peppol invoice. */
export const taxCategories = ['S', 'AA', 'G', 'E', 'O'] as const
export type TaxCategory = (typeof taxCategories)[number]

export const categoryNames: Readonly<Record<TaxCategory, Words>> = {
  S: { ja: '標準税率', en: 'Standard rate', zh: '标准税率' },
  AA: { ja: '軽減税率', en: 'Reduced rate', zh: '轻减税率' },
  G: { ja: '免税', en: 'Zero-rated', zh: '零税率' },
  E: { ja: '非課税', en: 'Non-taxable', zh: '非课税' },
  O: { ja: '不課税', en: 'Out of scope', zh: '不征税' },
}
