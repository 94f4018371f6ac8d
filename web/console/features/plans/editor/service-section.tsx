import { Checkbox, Group, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useT as useCommonT } from '../../../messages.ts'
import { MoneyField, PercentField } from '../../../parts/number-fields.tsx'
import { Section } from '../../../parts/section.tsx'
import { useT } from '../messages.ts'
import type { PlanFormState } from './plan-editor.tsx'
import type { TermsForm } from './plan-form.ts'
import { claimSteps } from './plan-form.ts'

const deductibles = ['none', 'amount', 'share'] as const
const after = ['cover_ends', 'moves_to_new_unit', 'restarts'] as const
const remedies = ['repair_request', 'replacement_order', 'coupon'] as const

/** What the buyer pays, when a repair becomes an exchange, and how a claim is met. */
export function ServiceSection({ form }: { form: PlanFormState }) {
  const t = useT()
  const { currency, deductible } = form.values.terms
  return (
    <Section title={t('section.service')}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <Select
            label={t('deductible')}
            allowDeselect={false}
            data={deductibles.map((kind) => ({ value: kind, label: t(`deductible.${kind}`) }))}
            {...form.getInputProps('terms.deductible.kind')}
          />
          {deductible.kind === 'amount' && (
            <MoneyField
              label={t('eachTime')}
              currency={currency}
              {...form.getInputProps('terms.deductible.amount')}
            />
          )}
          {deductible.kind === 'share' && (
            <PercentField
              label={t('shareOfRepair')}
              max={100}
              {...form.getInputProps('terms.deductible.basisPoints')}
            />
          )}
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
          <PercentField
            label={t('exchangeThreshold')}
            description={t('exchangeHint')}
            placeholder={t('exchangeNever')}
            max={100}
            {...form.getInputProps('terms.exchangeThreshold')}
          />
          <Select
            label={t('afterExchange')}
            description={t('afterExchangeHint')}
            allowDeselect={false}
            data={after.map((rule) => ({ value: rule, label: t(`after.${rule}`) }))}
            {...form.getInputProps('terms.afterExchange')}
          />
        </SimpleGrid>
        <Remedies form={form} />
        <Steps form={form} />
        <Select
          label={t('slip')}
          allowDeselect={false}
          data={(['on_acceptance', 'on_filing'] as const).map((when) => ({
            value: when,
            label: t(`slip.${when}`),
          }))}
          {...form.getInputProps('terms.slip')}
        />
      </Stack>
    </Section>
  )
}

/** Steps of a repair; those left out are skipped. */
function Steps({ form }: { form: PlanFormState }) {
  const t = useT()
  const common = useCommonT()
  const { claimSteps: chosen } = form.values.terms
  return (
    <Checkbox.Group
      label={t('claimSteps')}
      description={t('claimStepsHint')}
      value={chosen}
      onChange={(next) =>
        form.setFieldValue(
          'terms.claimSteps',
          claimSteps.filter((step) => next.includes(step)),
        )
      }
    >
      <Group gap="lg" mt="xs">
        {claimSteps.map((step) => (
          <Checkbox key={step} value={step} label={common(`step.${step}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  )
}

type Remedy = TermsForm['remedies'][number]

/** Ways to meet a claim, tried in the order in which they were chosen. */
function Remedies({ form }: { form: PlanFormState }) {
  const t = useT()
  const common = useCommonT()
  const { remedies: chosen } = form.values.terms
  return (
    <Checkbox.Group
      label={t('remedies')}
      description={t('remediesHint')}
      error={form.errors['terms.remedies']}
      value={chosen}
      // At least one stays: a plan that meets no claim is none.
      onChange={(next) => next.length > 0 && form.setFieldValue('terms.remedies', next as Remedy[])}
    >
      <Group gap="lg" mt="xs">
        {remedies.map((remedy) => (
          <Checkbox key={remedy} value={remedy} label={common(`remedy.${remedy}`)} />
        ))}
      </Group>
      <Text size="sm" c="dimmed" mt="xs" aria-live="polite">
        {chosen.map((remedy) => common(`remedy.${remedy}`)).join(common('terms.then'))}
      </Text>
    </Checkbox.Group>
  )
}
