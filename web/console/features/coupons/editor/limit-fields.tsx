import { Radio, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { CountField, MoneyField } from '../../../parts/number-fields.tsx'
import { Section } from '../../../parts/section.tsx'
import { useT } from '../messages.ts'
import type { CouponFormState } from './coupon-editor.tsx'

/** How often a coupon is used, what it may cost, and whether others may stand beside it. */
export function LimitFields({ form }: { form: CouponFormState }) {
  const t = useT()
  const { currency, terms } = form.values
  return (
    <Section title={t('limitsTitle')}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
          <CountField
            label={t('limit.perBuyerLabel')}
            placeholder={t('noLimit')}
            {...form.getInputProps('terms.limits.usesPerBuyer')}
          />
          <CountField
            label={t('limit.usesLabel')}
            placeholder={t('noLimit')}
            {...form.getInputProps('terms.limits.uses')}
          />
          <MoneyField
            currency={currency}
            label={t('limit.amountLabel')}
            placeholder={t('noLimit')}
            {...form.getInputProps('terms.limits.amount')}
          />
        </SimpleGrid>
        <Radio.Group label={t('stacking')} {...form.getInputProps('terms.stacking')}>
          <Stack gap="sm" mt="xs">
            <Radio
              value="exclusive"
              label={t('stacking.exclusive')}
              description={t('stackingHint.exclusive')}
            />
            <Radio
              value="stackable"
              label={t('stacking.stackable')}
              description={t('stackingHint.stackable')}
            />
          </Stack>
        </Radio.Group>
        {terms.stacking === 'stackable' && (
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            <TextInput
              label={t('stackingClass')}
              description={t('stackingClassHint')}
              maxLength={60}
              {...form.getInputProps('terms.stackingClass')}
            />
            <CountField
              label={t('priority')}
              description={t('priorityHint')}
              {...form.getInputProps('terms.priority')}
            />
          </SimpleGrid>
        )}
      </Stack>
    </Section>
  )
}
