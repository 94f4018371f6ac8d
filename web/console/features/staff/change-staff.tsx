import { Alert, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useWrite } from '#api/query.ts'
import { useT as useCommonT } from '../../messages.ts'
import { useFormFaults } from '../../parts/field-errors.tsx'
import { FormModal } from '../../parts/form-modal.tsx'
import { notifyDone } from '../../parts/notify.ts'
import type { Staff, StaffRole } from '../../types.ts'
import { useT } from './messages.ts'
import { RoleChoice, StoresChoice } from './staff-fields.tsx'

type Values = { name: string; role: StaffRole; storeCodes: string[] | null }
type Props = { staff: Staff; isSelf: boolean; opened: boolean; onClose: () => void }

export function ChangeStaff({ staff, isSelf, opened, onClose }: Props) {
  const t = useT()
  const common = useCommonT()
  const faults = useFormFaults()
  const form = useForm<Values>({
    initialValues: { name: staff.name, role: staff.role, storeCodes: staff.storeCodes },
    validate: {
      name: (name) => (name.trim() === '' ? common('required') : null),
      storeCodes: (codes) => (codes?.length === 0 ? t('storesRequired') : null),
    },
  })
  const change = useWrite('patch', '/v1/staff/{staffId}', {
    stale: ['/v1/staff', '/v1/staff-session'],
    onDone: () => {
      notifyDone(common('saved'))
      onClose()
    },
  })
  return (
    <FormModal
      opened={opened}
      title={t('changeTitle', { name: staff.name })}
      submitLabel={common('save')}
      busy={change.isPending}
      error={change.error}
      onClose={onClose}
      onSubmit={form.onSubmit((values) =>
        change.mutate(
          { params: { path: { staffId: staff.id } }, body: { ...values, name: values.name.trim() } },
          { onError: (error) => form.setErrors(faults(error)) },
        ),
      )}
    >
      {isSelf && (
        <Alert color="blue" variant="light">
          {t('changeSelf')}
        </Alert>
      )}
      <TextInput label={t('name')} {...form.getInputProps('name')} />
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
