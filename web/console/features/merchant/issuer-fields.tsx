import { Checkbox, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { Section } from '../../parts/section.tsx'
import type { ProfileFormState } from './merchant-page.tsx'
import { useT } from './messages.ts'

/** Who stands on receipts and invoices. */
export function IssuerFields({ form }: { form: ProfileFormState }) {
  const t = useT()
  return (
    <Section title={t('issuer')}>
      <Stack gap="md">
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <TextInput label={t('issuerName')} maxLength={200} {...form.getInputProps('issuerName')} />
          <TextInput label={t('issuerPhone')} maxLength={30} {...form.getInputProps('issuerPhone')} />
        </SimpleGrid>
        <TextInput label={t('issuerAddress')} maxLength={300} {...form.getInputProps('issuerAddress')} />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          <Select
            label={t('legalForm')}
            allowDeselect={false}
            data={(['company', 'individual'] as const).map((value) => ({ value, label: t(`form.${value}`) }))}
            {...form.getInputProps('legalForm')}
          />
          <Select
            label={t('issueRoute')}
            allowDeselect={false}
            data={(['own', 'agency', 'intermediary'] as const).map((value) => ({
              value,
              label: t(`route.${value}`),
            }))}
            {...form.getInputProps('issueRoute')}
          />
        </SimpleGrid>
        <Checkbox
          label={t('stamp')}
          description={t('stampHint')}
          {...form.getInputProps('revenueStampBox', { type: 'checkbox' })}
        />
      </Stack>
    </Section>
  )
}
