import { formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT as useCommonT } from '../../../messages.ts'
import { useStores } from '../../../parts/stores.ts'
import type { PlanAttachment } from '../../../types.ts'
import { useT } from '../messages.ts'

const named = 5

/** One place of offer as a sentence. */
export function useAttachmentWords(currency: string): (attachment: PlanAttachment) => string {
  const t = useT()
  const common = useCommonT()
  const { language } = useLanguage()
  const { stores } = useStores()
  const money = (amount: number) => formatMoney(amount, currency, language)
  const list = (values: readonly string[]) => ({
    list: values.slice(0, named).join(t('comma')),
    more: Math.max(0, values.length - named),
  })
  return ({ storeCode, itemCodes, gtins, categories, priceFrom, priceTo }) => {
    const store = stores.find(({ code }) => code === storeCode)?.name ?? storeCode ?? common('store.all')
    const conditions = [
      itemCodes && t('attach.items', list(itemCodes)),
      gtins && t('attach.gtins', list(gtins)),
      categories && t('attach.categories', list(categories)),
      (priceFrom !== null || priceTo !== null) &&
        t('attach.price', {
          from: priceFrom === null ? null : money(priceFrom),
          to: priceTo === null ? null : money(priceTo),
        }),
    ].filter((text): text is string => typeof text === 'string')
    return t('attach.sentence', { store, conditions: conditions.join(t('and')) })
  }
}
