import { formatMoney, formatNumber } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import classes from './coupons.module.css'
import { useT } from './messages.ts'
import type { Coupon } from './types.ts'

/** How much of a coupon's limits is used; what a payment under way holds is drawn lighter. */
export function BudgetBars({ coupon }: { coupon: Pick<Coupon, 'budget' | 'currency'> }) {
  const t = useT()
  const { language } = useLanguage()
  const { budget, currency } = coupon
  const number = (value: number) => t('times', { count: formatNumber(value, language) })
  const money = (value: number) => formatMoney(value, currency, language)
  return (
    <div className={classes['budget']}>
      <Bar
        label={t('budget.uses')}
        used={budget.committedUses}
        held={budget.heldUses}
        most={budget.maxUses}
        text={number}
      />
      <Bar
        label={t('budget.amount')}
        used={budget.committedAmount}
        held={budget.heldAmount}
        most={budget.maxAmount}
        text={money}
      />
    </div>
  )
}

type BarProps = {
  label: string
  used: number
  held: number
  most: number | null
  text: (value: number) => string
}

function Bar({ label, used, held, most, text }: BarProps) {
  const t = useT()
  const share = (value: number) => (most ? Math.min(100, (value / most) * 100) : 0)
  return (
    <div>
      <div className={classes['budgetText']}>
        <span>{label}</span>
        <span className="figures">
          {most === null
            ? t('usedNoLimit', { used: text(used) })
            : t('usedOf', { used: text(used), most: text(most) })}
          {held > 0 && ` ${t('heldNow', { held: text(held) })}`}
        </span>
      </div>
      {most !== null && (
        <div className={classes['track']} aria-hidden data-full={used >= most || undefined}>
          <span style={{ width: `${share(used)}%` }} />
          <span data-held style={{ width: `${share(held)}%` }} />
        </div>
      )}
    </div>
  )
}
