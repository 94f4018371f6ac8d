import type { PlanTerms } from '#api/types.ts'
import { formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../../messages.ts'
import { PlainList } from './plain-list.tsx'

/** What comes back when the person gives the cover up. */
export function Cancellation({ terms }: { terms: PlanTerms }) {
  const t = useT()
  const { language } = useLanguage()
  const { freeCancellationDays: days, retainedFee: fee } = terms
  return (
    <PlainList>
      {days > 0 ? t('warranty.cancelFree', { days }) : t('warranty.cancelFreeNone')}
      {t('warranty.cancelLater')}
      {fee > 0 && t('warranty.cancelFee', { fee: formatMoney(fee, terms.currency, language) })}
      {t('warranty.cancelUsed')}
    </PlainList>
  )
}
