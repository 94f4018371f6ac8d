import { MultiSelect, Select, SimpleGrid, Stack, TagsInput } from '@mantine/core'
import { DayField } from '../../../parts/day-field.tsx'
import { MoneyField } from '../../../parts/number-fields.tsx'
import { Section } from '../../../parts/section.tsx'
import { byNameOrCode } from '../../../parts/store-select.tsx'
import { useStores } from '../../../parts/stores.ts'
import { useT } from '../messages.ts'
import type { CouponFormState } from './coupon-editor.tsx'

/** Where, for what and when a coupon counts; a field left empty narrows nothing. */
export function ScopeFields({ form }: { form: CouponFormState }) {
  const t = useT()
  const { stores } = useStores()
  const { currency } = form.values
  return (
    <Section title={t('scopeTitle')}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <DayField label={t('firstDay')} {...form.getInputProps('terms.firstDay')} />
          <DayField label={t('lastDay')} {...form.getInputProps('terms.lastDay')} />
        </SimpleGrid>
        <MultiSelect
          label={t('stores')}
          placeholder={form.values.terms.scope.storeCodes.length === 0 ? t('scope.allStores') : ''}
          searchable
          limit={50}
          filter={byNameOrCode}
          data={stores
            .filter((store) => store.currency === currency)
            .map((store) => ({ value: store.code, label: store.name }))}
          {...form.getInputProps('terms.scope.storeCodes')}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TagsInput
            size="md"
            label={t('categories')}
            description={t('tagsHint')}
            {...form.getInputProps('terms.scope.categories')}
          />
          <TagsInput
            size="md"
            label={t('makers')}
            description={t('tagsHint')}
            {...form.getInputProps('terms.scope.makers')}
          />
        </SimpleGrid>
        <TagsInput
          size="md"
          label={t('items')}
          description={t('tagsHint')}
          splitChars={[',', '\n', ' ']}
          {...form.getInputProps('terms.scope.itemCodes')}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <MoneyField
            currency={currency}
            label={t('minimum')}
            description={t('minimumHint')}
            {...form.getInputProps('terms.minimum.amount')}
          />
          <Select
            label={t('minimumBasis')}
            description={t('minimumBasisHint')}
            allowDeselect={false}
            data={(['before_discounts', 'after_discounts'] as const).map((value) => ({
              value,
              label: t(`basis.${value}`),
            }))}
            {...form.getInputProps('terms.minimum.basis')}
          />
        </SimpleGrid>
      </Stack>
    </Section>
  )
}
