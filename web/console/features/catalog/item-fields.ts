import { formatDay, formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT as useCommonT } from '../../messages.ts'
import type { Item } from '../../types.ts'
import { useT } from './messages.ts'

/** What of an item can change, in the order in which people look for it. */
export const itemFields = [
  'name',
  'maker',
  'model',
  'gtin',
  'category',
  'price',
  'taxCategory',
  'makerWarrantyMonths',
  'launchedOn',
  'deleted',
] as const
export type ItemField = (typeof itemFields)[number]

/** Names and values of an item's fields in words. */
export function useFieldWords() {
  const t = useT()
  const common = useCommonT()
  const { language } = useLanguage()
  return {
    label: (field: ItemField) => t(`field.${field}`),
    value(field: ItemField, item: Item): string {
      const value = item[field]
      if (value === null || value === undefined) return t('blank')
      if (field === 'price') return formatMoney(Number(value), item.currency ?? 'JPY', language)
      if (field === 'taxCategory') return common(`tax.${item.taxCategory}`)
      if (field === 'makerWarrantyMonths') return t('months', { months: Number(value) })
      if (field === 'launchedOn') return formatDay(String(value), language)
      if (field === 'deleted') return t(item.deleted ? 'deleted' : 'listed')
      return String(value)
    },
  }
}
