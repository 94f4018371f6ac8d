import type { Settlement } from '#api/types.ts'
import { formatMoney } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { localText } from '../words.ts'
import { usePaymentsT } from './messages.ts'
import classes from './payments.module.css'

/** By what it was paid, and what became of the coupons. */
export function Tenders({ settlement: { tenders, currency, couponsUsed } }: { settlement: Settlement }) {
  const t = usePaymentsT()
  const { language } = useLanguage()
  const money = (amount: number) => formatMoney(amount, currency, language)
  return (
    <ul className={classes['lines']}>
      {tenders.map(({ kind, amount, received, change }, i) => (
        <li key={i}>
          <span>
            {t(`tender.${kind}`)}
            {received !== null && (
              <span className={classes['note']}>
                {t('received', { received: money(received), change: money(change ?? 0) })}
              </span>
            )}
          </span>
          <MoneyText amount={amount} currency={currency} />
        </li>
      ))}
      {couponsUsed.map(({ couponId, name, state }) =>
        state === 'committed' || state === 'restored' ? (
          <li key={couponId}>
            {t(state === 'restored' ? 'couponBack' : 'couponUsed', { name: localText(name, language) })}
          </li>
        ) : null,
      )}
    </ul>
  )
}
