import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useWrite } from '#api/query.ts'
import { useT as useCommonT } from '../../messages.ts'
import { DayField } from '../../parts/day-field.tsx'
import { useFormFaults } from '../../parts/field-errors.tsx'
import { FormModal } from '../../parts/form-modal.tsx'
import { CountField } from '../../parts/number-fields.tsx'
import type { Typed } from '../../parts/number-fields.tsx'
import { StoreSelect } from '../../parts/store-select.tsx'
import type { CreatedApiKey, Scope } from '../../types.ts'
import { useT } from './messages.ts'
import { ScopeChoice } from './scope-choice.tsx'

type Values = { name: string; storeCode: string; scopes: Scope[]; rateLimit: Typed; expiresAt: string }
const blank: Values = { name: '', storeCode: '', scopes: [], rateLimit: 6000, expiresAt: '' }

type Props = { opened: boolean; onClose: () => void; onCreated: (key: CreatedApiKey) => void }

export function CreateApiKey({ opened, onClose, onCreated }: Props) {
  const t = useT()
  const common = useCommonT()
  const faults = useFormFaults()
  const form = useForm<Values>({
    initialValues: blank,
    validate: {
      name: (name) => (name.trim() === '' ? common('required') : null),
      scopes: (scopes) => (scopes.length === 0 ? t('scopesRequired') : null),
      rateLimit: (rate) => (rate === '' || rate < 1 ? common('required') : null),
    },
  })
  const create = useWrite('post', '/v1/api-keys', {
    stale: ['/v1/api-keys'],
    onDone: (key) => {
      form.reset()
      onCreated(key)
    },
  })
  return (
    <FormModal
      opened={opened}
      size={640}
      title={t('add')}
      submitLabel={t('submit')}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={form.onSubmit(({ name, storeCode, scopes, rateLimit, expiresAt }) =>
        create.mutate(
          {
            body: {
              name: name.trim(),
              storeCode: storeCode === '' ? null : storeCode,
              scopes,
              rateLimit: Number(rateLimit),
              // The whole of the chosen day, by this person's own clock.
              expiresAt: expiresAt === '' ? null : new Date(`${expiresAt}T23:59:59`).toISOString(),
            },
          },
          { onError: (error) => form.setErrors(faults(error)) },
        ),
      )}
    >
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        placeholder={t('nameExample')}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <StoreSelect
        label={common('store')}
        description={t('storeHint')}
        value={form.values.storeCode}
        error={form.errors['storeCode']}
        onChange={(code) => form.setFieldValue('storeCode', code ?? '')}
      />
      <ScopeChoice
        value={form.values.scopes}
        error={form.errors['scopes']}
        onChange={(scopes) => form.setFieldValue('scopes', scopes)}
      />
      <CountField
        label={t('rate')}
        description={t('rateHint')}
        maw={260}
        min={1}
        max={60_000}
        {...form.getInputProps('rateLimit')}
      />
      <DayField
        label={t('expires')}
        description={t('expiresHint')}
        maw={260}
        {...form.getInputProps('expiresAt')}
      />
    </FormModal>
  )
}
