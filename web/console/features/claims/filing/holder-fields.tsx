import { Select, Stack, TextInput } from '@mantine/core'
import { useT as useCommonT } from '../../../messages.ts'
import { localText } from '../../../parts/local-text.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { isNotFound } from '#api/errors.ts'
import { useT } from '../messages.ts'
import type { ContactKind, FilingForm } from './filing-form.ts'
import { useWarranty } from './use-warranty.ts'

export type FieldsProps = {
  form: FilingForm
  change: (patch: Partial<FilingForm>) => void
  faults: ReadonlySet<keyof FilingForm>
}
const kinds = ['email', 'phone', 'memberCode', 'nobody'] as const

/** Which warranty, and whose. */
export function HolderFields({ form, change, faults }: FieldsProps) {
  const t = useT()
  const common = useCommonT()
  const { language } = useLanguage()
  const { data, error } = useWarranty(form.number)
  const required = (name: keyof FilingForm) => (faults.has(name) ? common('required') : undefined)
  const found =
    data &&
    t('file.found', {
      item: data.item.name ?? data.item.code,
      plan: localText(data.plan.name, language),
    })
  return (
    <Stack gap="md">
      <TextInput
        label={t('file.number')}
        placeholder="0A1B-2C3D-4E5F-6"
        description={found}
        maxLength={40}
        value={form.number}
        error={required('number') ?? (isNotFound(error) ? t('file.notFound') : undefined)}
        onChange={(event) => change({ number: event.currentTarget.value, circumstances: [] })}
      />
      <Select
        label={t('file.contactKind')}
        allowDeselect={false}
        data={kinds.map((kind) => ({ value: kind, label: t(`file.${kind}`) }))}
        value={form.contactKind}
        onChange={(kind) => change({ contactKind: (kind ?? 'email') as ContactKind })}
      />
      {form.contactKind !== 'nobody' && (
        <TextInput
          label={t(`file.${form.contactKind}`)}
          maxLength={254}
          value={form.contact}
          error={required('contact')}
          onChange={(event) => change({ contact: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={t('file.serial')}
        maxLength={100}
        value={form.serialNumber}
        onChange={(event) => change({ serialNumber: event.currentTarget.value })}
      />
    </Stack>
  )
}
