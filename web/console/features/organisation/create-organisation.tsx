import { Radio, Select, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useWrite } from '#api/query.ts'
import { useT as useCommonT } from '../../messages.ts'
import { useFormFaults } from '../../parts/field-errors.tsx'
import { FormModal } from '../../parts/form-modal.tsx'
import { notifyDone } from '../../parts/notify.ts'
import { useT } from './messages.ts'

const kinds = ['seller', 'maker', 'warrantor', 'partner'] as const
const modes = ['test', 'live'] as const
type Values = {
  name: string
  kind: (typeof kinds)[number]
  mode: (typeof modes)[number] | ''
  owner: { name: string; email: string }
}
/** Live or test is for ever, so neither is chosen beforehand. */
const blank: Values = { name: '', kind: 'seller', mode: '', owner: { name: '', email: '' } }

export function CreateOrganisation({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT()
  const common = useCommonT()
  const faults = useFormFaults()
  const filled = (text: string) => (text.trim() === '' ? common('required') : null)
  const form = useForm<Values>({
    initialValues: blank,
    validate: {
      name: filled,
      mode: (mode) => (mode === '' ? t('modeRequired') : null),
      owner: { name: filled, email: (email) => (email.includes('@') ? null : t('emailWrong')) },
    },
  })
  const create = useWrite('post', '/v1/organisations', {
    stale: ['/v1/organisations'],
    onDone: (organisation) => {
      notifyDone(t('added', { name: organisation.name }))
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
      onSubmit={form.onSubmit(({ mode, ...values }) => {
        if (mode === '') return
        create.mutate(
          { body: { ...values, mode } },
          { onError: (error) => form.setErrors(faults(error, { staff_email_taken: 'owner.email' })) },
        )
      })}
    >
      <TextInput label={t('name')} data-autofocus {...form.getInputProps('name')} />
      <Select
        label={t('kind')}
        allowDeselect={false}
        data={kinds.map((kind) => ({ value: kind, label: common(`organisationKind.${kind}`) }))}
        {...form.getInputProps('kind')}
      />
      <Radio.Group label={t('mode')} description={t('modeHint')} {...form.getInputProps('mode')}>
        <Stack gap="sm" mt="xs">
          {modes.map((mode) => (
            <Radio
              key={mode}
              value={mode}
              label={common(`mode.${mode}`)}
              description={t(`modeText.${mode}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput label={t('ownerName')} {...form.getInputProps('owner.name')} />
      <TextInput
        label={t('ownerEmail')}
        description={t('ownerHint')}
        type="email"
        {...form.getInputProps('owner.email')}
      />
    </FormModal>
  )
}
