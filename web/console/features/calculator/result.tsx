import type { ComponentProps } from 'react'
import { Text } from '@mantine/core'
import { formatMoney } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { Section } from '../../parts/section.tsx'
import { TaxSteps } from '../../parts/tax-steps/tax-steps.tsx'
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
          <TaxSteps
            key={key}
            steps={steps}
            currency="JPY"
            onTop={input.priceBasis === 'exclusive'}
            {...rateOf(steps)}
          />
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

/** The whole stands last; with one rate alone it would say the same twice. */
function groupsOf(steps: readonly Step[]): { key: string; steps: Step[] }[] {
  const groups = Map.groupBy(steps, (step) =>
    step.of === 'total' ? 'total' : `${step.category} ${step.basisPoints}`,
  )
  const all = [...groups].map(([key, of]) => ({ key, steps: of }))
  const rates = all.filter(({ key }) => key !== 'total')
  return rates.length === 1 ? rates : [...rates, ...all.filter(({ key }) => key === 'total')]
}

function rateOf([first]: readonly Step[]): Pick<ComponentProps<typeof TaxSteps>, 'rate'> {
  if (!first || first.of === 'total') return {}
  const { category, basisPoints } = first
  return { rate: category === null || basisPoints === null ? null : { category, basisPoints } }
}
