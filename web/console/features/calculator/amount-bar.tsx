import { MoneyText } from '#kit/format/money-text.tsx'
import classes from './calculator.module.css'
import type { Calculation, Input } from './input.ts'
import { useT } from './messages.ts'

type Part = { key: 'net' | 'tax' | 'coupon' | 'discount'; amount: number }

/** The price as one bar: what the buyer pays of goods and tax, what coupons pay, what comes off. */
export function AmountBar({ result, priceBasis }: { result: Calculation; priceBasis: Input['priceBasis'] }) {
  const t = useT()
  const parts = partsOf(result, priceBasis).filter(({ amount }) => amount > 0)
  const whole = parts.reduce((sum, { amount }) => sum + amount, 0)
  return (
    <figure className={classes['bar']}>
      <figcaption className="sr-only">{t('bar')}</figcaption>
      <div className={classes['strip']} aria-hidden>
        {parts.map(({ key, amount }) => (
          <span key={key} data-part={key} style={{ flexGrow: Math.max(amount / (whole || 1), 0.004) }} />
        ))}
      </div>
      <ul>
        {parts.map(({ key, amount }) => (
          <li key={key} data-part={key}>
            <span>{t(`part.${key}`)}</span>
            <MoneyText amount={amount} currency="JPY" />
          </li>
        ))}
      </ul>
    </figure>
  )
}

/** Coupons that pay come off the goods first, so that the parts sum to the price with its tax. */
function partsOf(result: Calculation, priceBasis: Input['priceBasis']): Part[] {
  const { due, price, tenders } = result
  const coupon = tenders.reduce((sum, { amount }) => sum + amount, 0)
  const tax = Math.min(result.tax ?? 0, due - coupon)
  const off = result.discounts.lines.reduce((sum, { amount }) => sum + amount, 0)
  return [
    { key: 'net', amount: due - coupon - tax },
    { key: 'tax', amount: tax },
    { key: 'coupon', amount: coupon },
    { key: 'discount', amount: priceBasis === 'inclusive' ? price - due : off },
  ]
}
