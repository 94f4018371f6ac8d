import { Text } from '@mantine/core'
import { useState } from 'react'
import type { PlanTerms } from '#api/types.ts'
import { formatBasisPoints, formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { premiumAt, samplePrices } from '../../parts/plan-terms/premium.ts'
import { useT } from './messages.ts'
import { PremiumChart } from './premium-chart.tsx'
import classes from './plans.module.css'

export type PremiumPoint = { price: number; premium: number | null }

/** The premium over the price, drawn and as a table; a row and its point light up together. */
export function PremiumPreview({ rule, currency }: { rule: PlanTerms['price']; currency: string }) {
  const t = useT()
  const { language } = useLanguage()
  const [lit, setLit] = useState<number | null>(null)
  const money = (amount: number) => formatMoney(amount, currency, language)
  const points = samplePrices(rule).map((price) => ({ price, premium: premiumAt(rule, price) }))
  if (!points.some(({ premium }) => premium !== null)) {
    return (
      <Text size="sm" c="dimmed">
        {t('previewNothing')}
      </Text>
    )
  }
  return (
    <>
      <PremiumChart rule={rule} points={points} lit={lit} onLit={setLit} money={money} />
      <table className={classes['premiums']}>
        <thead>
          <tr>
            <th scope="col">{t('price')}</th>
            <th scope="col">{t('premium')}</th>
            <th scope="col">{t('ratio')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map(({ price, premium }) => (
            <tr
              key={price}
              data-lit={lit === price || undefined}
              onMouseEnter={() => setLit(price)}
              onMouseLeave={() => setLit(null)}
            >
              <th scope="row">{money(price)}</th>
              <td>{premium === null ? t('notSold') : money(premium)}</td>
              <td>
                {premium === null || price === 0
                  ? '–'
                  : formatBasisPoints(Math.round((premium / price) * 10_000), language)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
