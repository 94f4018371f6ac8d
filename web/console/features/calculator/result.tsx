import { Text } from '@mantine/core'
import { formatBasisPoints, formatMoney } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT as useCommonT } from '../../messages.ts'
import { Section } from '../../parts/section.tsx'
import { AmountBar } from './amount-bar.tsx'
import classes from './calculator.module.css'
import type { Calculation, Input, Step } from './input.ts'
import { useT } from './messages.ts'

/** What the buyer pays, what the price is made of, and each step on the way, by rate and in total. */
export function Result({ result, input }: { result: Calculation; input: Input }) {
  const t = useT()
  const { language } = useLanguage()
  const money = (amount: number) => formatMoney(amount, 'JPY', language)
  return (
    <>
      <Section title={t('due')}>
        <Text className={classes['due'] ?? ''} aria-live="polite" data-testid="amount-due">
          <MoneyText amount={result.amountDue} currency="JPY" />
        </Text>
        <Text size="sm" c="dimmed" mb="md">
          {t('dueOf', { price: money(result.price) })}
        </Text>
        <AmountBar result={result} priceBasis={input.priceBasis} />
        <Notes result={result} input={input} money={money} />
      </Section>
      <Section title={t('steps')}>
        {groupsOf(result.steps).map(({ key, steps }) => (
          <StepTable key={key} steps={steps} priceBasis={input.priceBasis} />
        ))}
      </Section>
    </>
  )
}

type NotesProps = { result: Calculation; input: Input; money: (amount: number) => string }

/** What became of coupons that pay, lapse in part, or were not used. */
function Notes({ result, input, money }: NotesProps) {
  const t = useT()
  const asked = input.coupons.filter(({ value }) => value !== '' && value >= 1)
  const notes = [
    ...result.tenders.map(
      ({ coupon, amount }) =>
        `${t('tenderOf', { n: coupon + 1, funder: t(`funder.${asked[coupon]?.funder ?? 'third_party'}`) })} ${money(amount)}`,
    ),
    ...result.coupons.flatMap(({ used, lapsed }, i) => {
      if (!used) return [t('unused', { n: i + 1 })]
      return lapsed > 0 ? [t('lapsed', { n: i + 1, amount: money(lapsed) })] : []
    }),
  ]
  return notes.map((note) => (
    <Text key={note} size="sm" mt="xs">
      {note}
    </Text>
  ))
}

/** Steps of one rate, or of the whole, in the order in which they are computed. */
function StepTable({ steps, priceBasis }: { steps: Step[]; priceBasis: Input['priceBasis'] }) {
  const t = useT()
  const common = useCommonT()
  const { language } = useLanguage()
  const [first] = steps
  if (!first) return null
  const title =
    first.of === 'total'
      ? t('total')
      : first.category === null || first.basisPoints === null
        ? t('noTax')
        : t('rate', {
            category: common(`tax.${first.category}`),
            rate: formatBasisPoints(first.basisPoints, language),
          })
  return (
    <table className={classes['steps']} data-total={first.of === 'total' || undefined}>
      <caption>{title}</caption>
      <tbody>
        {steps.map((step) => (
          <tr key={step.name} data-name={step.name}>
            <th scope="row">
              {t(step.name === 'tax' && priceBasis === 'exclusive' ? 'step.taxOnTop' : `step.${step.name}`)}
            </th>
            <td className={classes['formula']}>
              {/[=]/.test(step.formula) ? step.formula.split(' = ')[0] : ''}
            </td>
            <td>
              <MoneyText amount={step.amount} currency="JPY" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The whole stands last; with one rate alone it would say the same twice. */
function groupsOf(steps: readonly Step[]): { key: string; steps: Step[] }[] {
  const groups = Map.groupBy(steps, (step) =>
    step.of === 'total' ? 'total' : `${step.category} ${step.basisPoints}`,
  )
  const all = [...groups].map(([key, of]) => ({ key, steps: of }))
  const rates = all.filter(({ key }) => key !== 'total')
  return rates.length === 1 ? rates : [...rates, ...all.filter(({ key }) => key === 'total')]
}
