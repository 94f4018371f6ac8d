import type { components } from '#api/schema.d.ts'
import { formatBasisPoints } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT as useCommonT } from '../../messages.ts'
import type { TaxCategory } from '../../types.ts'
import { useT } from './messages.ts'
import classes from './tax-steps.module.css'

export type TaxStep = Pick<
  components['schemas']['TaxCalculation']['steps'][number],
  'name' | 'amount' | 'formula'
>
type Props = {
  steps: readonly TaxStep[]
  currency: string
  /** Of one rate; null where no tax is owed; left out for the whole. */
  rate?: { category: TaxCategory; basisPoints: number } | null
  /** Prices that come without tax get theirs on top. */
  onTop?: boolean
}

/** How one amount due came about, step by step, with what was reckoned. */
export function TaxSteps({ steps, currency, rate, onTop = false }: Props) {
  const t = useT()
  const common = useCommonT()
  const { language } = useLanguage()
  const title =
    rate === undefined
      ? t('total')
      : rate === null
        ? t('noTax')
        : t('rate', {
            category: common(`tax.${rate.category}`),
            rate: formatBasisPoints(rate.basisPoints, language),
          })
  return (
    <table className={classes['steps']}>
      <caption>{title}</caption>
      <tbody>
        {steps.map((step) => (
          <tr key={step.name} data-name={step.name}>
            <th scope="row">{t(step.name === 'tax' && onTop ? 'step.taxOnTop' : `step.${step.name}`)}</th>
            <td className={classes['formula']}>{reckoned(step.formula)}</td>
            <td>
              <MoneyText amount={step.amount} currency={currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The left side of `11,000 × 10 ÷ 110 = 1,000`; the amount stands beside it. */
function reckoned(formula: string): string {
  return formula.includes(' = ') ? (formula.split(' = ')[0] ?? '') : ''
}
