import { SimpleGrid, Switch } from '@mantine/core'
import { CountField, MoneyField, PercentField } from '../../../parts/number-fields.tsx'
import { Section } from '../../../parts/section.tsx'
import { useT } from '../messages.ts'
import type { PlanFormState } from './plan-editor.tsx'

/** Cancelling, buying later, waiting: what is counted in days. */
export function SellingSection({ form }: { form: PlanFormState }) {
  const t = useT()
  const { currency } = form.values.terms
  const days = { suffix: t('daysSuffix'), max: 3650 }
  return (
    <Section title={t('section.selling')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <CountField
          label={t('freeCancellationDays')}
          description={t('freeCancellationHint')}
          {...days}
          {...form.getInputProps('terms.freeCancellationDays')}
        />
        <MoneyField
          label={t('retainedFee')}
          description={t('retainedFeeHint')}
          currency={currency}
          {...form.getInputProps('terms.retainedFee')}
        />
        <PercentField
          label={t('commission')}
          description={t('commissionHint')}
          max={100}
          {...form.getInputProps('terms.commissionBasisPoints')}
        />
        <CountField
          label={t('windowToBuyDays')}
          description={t('windowHint')}
          {...days}
          {...form.getInputProps('terms.windowToBuyDays')}
        />
        <CountField
          label={t('waitingDays')}
          description={t('waitingHint')}
          {...days}
          {...form.getInputProps('terms.waitingDays')}
        />
        <CountField
          label={t('assumedMaker')}
          description={t('assumedMakerHint')}
          suffix={t('monthsSuffix')}
          max={600}
          {...form.getInputProps('terms.assumedMakerWarrantyMonths')}
        />
      </SimpleGrid>
      <Switch
        mt="md"
        label={t('addsRepairDays')}
        {...form.getInputProps('terms.addsRepairDays', { type: 'checkbox' })}
      />
    </Section>
  )
}
