import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useWrite } from '#api/query.ts'
import { useT as useCommonT } from '../../messages.ts'
import { useFormFaults } from '../../parts/field-errors.tsx'
import { FormModal } from '../../parts/form-modal.tsx'
import { notifyDone } from '../../parts/notify.ts'
import type { StaffRole } from '../../types.ts'
import { useT } from './messages.ts'
import { RoleChoice, StoresChoice } from './staff-fields.tsx'

type Values = { name: string; email: string; role: StaffRole; storeCodes: string[] | null }
const blank: Values = { name: '', email: '', role: 'clerk', storeCodes: null }

export function CreateStaff({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT()
  const common = useCommonT()
  const faults = useFormFaults()
  const form = useForm<Values>({
    initialValues: blank,
    validate: {
      name: (name) => (name.trim() === '' ? common('required') : null),
      email: (email) => (email.includes('@') ? null : t('emailWrong')),
      storeCodes: (codes) => (codes?.length === 0 ? t('storesRequired') : null),
    },
  })
  const create = useWrite('post', '/v1/staff', {
    stale: ['/v1/staff'],
    onDone: (staff) => {
      notifyDone(t('added', { name: staff.name }))
      form.reset()
      onClose()
    },
  })
  return (
    <FormModal
      opened={opened}
      title={t('add')}
      submitLabel={t('submit')}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={form.onSubmit((values) =>
        create.mutate(
          { body: { ...values, name: values.name.trim(), email: values.email.normalize('NFKC').trim() } },
          { onError: (error) => form.setErrors(faults(error, { staff_email_taken: 'email' })) },
        ),
      )}
    >
      <TextInput label={t('name')} data-autofocus {...form.getInputProps('name')} />
      <TextInput
        label={t('email')}
        description={t('emailHint')}
        type="email"
        {...form.getInputProps('email')}
      />
      <RoleChoice
        value={form.values.role}
        error={form.errors['role']}
        onChange={(role) => form.setFieldValue('role', role)}
      />
      <StoresChoice
        value={form.values.storeCodes}
        error={form.errors['storeCodes']}
        onChange={(codes) => form.setFieldValue('storeCodes', codes)}
      />
    </FormModal>
  )
}
