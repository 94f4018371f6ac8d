import { Anchor } from '@mantine/core'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../../messages.ts'
import { sumOf, unitsOf } from '../../till/basket.ts'
import type { Basket } from '../../till/basket.ts'
import { useDevice } from '../../till/device.ts'
import { localName } from '../../till/names.ts'
import classes from './sale.module.css'
import type { Quoted } from './use-quote.ts'

type Props = { basket: Basket; quoted: Quoted; onSteps: () => void }

/** What is due and why. Without a quote the sum as printed, and it says that it is one. */
export function Totals({ basket, quoted: { quote }, onSteps }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const { currency } = useDevice().store
  const money = (amount: number) => <MoneyText amount={amount} currency={currency} />
  const sum = sumOf(basket)
  return (
    <div className={classes['totals']} aria-live="polite">
      <div className={classes['totalRow']}>
        <span>{t('totals.units', { count: unitsOf(basket) })}</span>
        <span>{money(quote?.price ?? sum)}</span>
      </div>
      {quote?.couponsUsed.map(({ couponId, name, amount }) => (
        <div key={couponId} className={classes['totalRow']}>
          <span>{localName(name, language)}</span>
          <span>{money(-amount)}</span>
        </div>
      ))}
      {quote && (quote.couponsRefused.length > 0 || quote.taxes.length > 0) && (
        <div className={classes['totalRow']}>
          <Anchor component="button" type="button" inherit onClick={onSteps}>
            {quote.couponsRefused.length > 0
              ? t('totals.stepsRefused', { count: quote.couponsRefused.length })
              : t('totals.steps')}
          </Anchor>
          {quote.tax !== null && (
            <span>
              {t('totals.tax')} {money(quote.tax)}
            </span>
          )}
        </div>
      )}
      <div className={classes['due']}>
        <span>{t(quote ? 'totals.due' : 'totals.sum')}</span>
        <strong>{money(quote?.amountDue ?? sum)}</strong>
      </div>
    </div>
  )
}
