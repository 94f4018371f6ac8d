import type { Settlement } from '#api/types.ts'
import { formatMoney, formatNumber } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import classes from './payments.module.css'

/** What is paid for, as the till sent it. */
export function PaymentLines({ settlement: { lines, currency } }: { settlement: Settlement }) {
  const { language } = useLanguage()
  return (
    <ul className={classes['lines']}>
      {lines.map((line) => (
        <li key={line.n}>
          <span>
            {line.description}
            {line.quantity > 1 && (
              <span className={`${classes['note'] ?? ''} figures`}>
                {formatMoney(line.unitPrice, currency, language)} × {formatNumber(line.quantity, language)}
              </span>
            )}
          </span>
          <MoneyText amount={line.price} currency={currency} />
        </li>
      ))}
    </ul>
  )
}
