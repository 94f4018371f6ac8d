import type { Settlement } from '#api/types.ts'
import { formatBasisPoints, formatMoney } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { usePaymentsT } from './messages.ts'
import classes from './payments.module.css'

/** What is taxed at each rate, and the tax inside it. */
export function Taxes({ settlement: { taxes, tax, currency } }: { settlement: Settlement }) {
  const t = usePaymentsT()
  const { language } = useLanguage()
  if (tax === null) return <p className={classes['note']}>{t('noTax')}</p>
  return (
    <dl className={classes['taxes']}>
      {taxes.map((group) => (
        <div key={`${group.taxCategory} ${group.basisPoints}`}>
          <dt>
            {t('taxOf', { rate: formatBasisPoints(group.basisPoints, language) })}
            {group.taxCategory === 'AA' && t('reduced')}
          </dt>
          <dd>
            <MoneyText amount={group.due} currency={currency} />
            <span className={classes['inside']}>
              {t('taxInside', { tax: formatMoney(group.tax, currency, language) })}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
