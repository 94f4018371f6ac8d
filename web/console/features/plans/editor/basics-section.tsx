import { Select, SimpleGrid, TextInput } from '@mantine/core'
import { useT as useCommonT } from '../../../messages.ts'
import { CountField } from '../../../parts/number-fields.tsx'
import { Section } from '../../../parts/section.tsx'
import { useStores } from '../../../parts/stores.ts'
import { useT } from '../messages.ts'
import { LocalFields } from './local-fields.tsx'
import type { PlanFormState } from './plan-editor.tsx'

const providers = ['seller', 'maker', 'third_party_service', 'insurer'] as const

export function BasicsSection({ form, isVersion }: { form: PlanFormState; isVersion: boolean }) {
  const t = useT()
  const common = useCommonT()
  const { stores } = useStores()
  const currencies = [...new Set([form.values.terms.currency, ...stores.map((store) => store.currency)])]
  const isBacked = ['third_party_service', 'insurer'].includes(form.values.terms.provider)
  return (
    <Section title={t('section.basics')}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
        <TextInput
          label={t('planCode')}
          description={t(isVersion ? 'planCodeFixed' : 'planCodeHint')}
          placeholder="tv-5y"
          disabled={isVersion}
          spellCheck={false}
          autoCapitalize="none"
          {...form.getInputProps('code')}
        />
        <CountField
          label={t('termMonths')}
          description={t('termMonthsHint')}
          min={1}
          max={240}
          suffix={t('monthsSuffix')}
          {...form.getInputProps('terms.termMonths')}
        />
      </SimpleGrid>
      <LocalFields form={form} path="terms.name" label={t('name')} mt="md" />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" mt="md">
        <Select
          label={t('provider')}
          allowDeselect={false}
          data={providers.map((provider) => ({ value: provider, label: common(`provider.${provider}`) }))}
          {...(isBacked ? { description: t('providerApproval') } : {})}
          {...form.getInputProps('terms.provider')}
        />
        <Select
          label={t('currency')}
          allowDeselect={false}
          searchable
          data={currencies}
          {...form.getInputProps('terms.currency')}
        />
        <TextInput
          label={t('liableParty')}
          description={t('liablePartyHint')}
          {...form.getInputProps('terms.liableParty')}
        />
        <TextInput
          label={t('backedBy')}
          description={t('backedByHint')}
          {...form.getInputProps('terms.backedBy')}
        />
      </SimpleGrid>
    </Section>
  )
}
