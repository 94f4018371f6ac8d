import { Group, Radio, Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useWrite } from '#api/query.ts'
import { useT as useCommonT } from '../../messages.ts'
import { useFormFaults } from '../../parts/field-errors.tsx'
import { FormModal } from '../../parts/form-modal.tsx'
import { notifyDone } from '../../parts/notify.ts'
import type { Store } from '../../types.ts'
import { useT } from './messages.ts'

const kinds = ['ec', 'pos', 'maker'] as const
const regimes = ['jp', 'none'] as const
const currencies = Intl.supportedValuesOf('currency')
const zones = Intl.supportedValuesOf('timeZone')

type Values = Pick<Store, 'code' | 'name' | 'kind' | 'currency' | 'timeZone' | 'taxRegime'>
const blank: Values = {
  code: '',
  name: '',
  kind: 'pos',
  currency: 'JPY',
  timeZone: 'Asia/Tokyo',
  taxRegime: 'jp',
}

export function CreateStore({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const t = useT()
  const common = useCommonT()
  const faults = useFormFaults()
  const form = useForm<Values>({
    initialValues: blank,
    validate: {
      name: (name) => (name.trim() === '' ? common('required') : null),
      code: (code) => (/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(code) ? null : t('codeWrong')),
    },
  })
  const create = useWrite('post', '/v1/stores', {
    stale: ['/v1/stores'],
    onDone: (store) => {
      notifyDone(t('added', { name: store.name }))
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
          { body: values },
          { onError: (error) => form.setErrors(faults(error, { store_code_taken: 'code' })) },
        ),
      )}
    >
      <TextInput
        label={t('name')}
        placeholder={t('nameExample')}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('code')}
        description={t('codeHint')}
        placeholder="denki-shibuya"
        autoCapitalize="none"
        spellCheck={false}
        {...form.getInputProps('code')}
      />
      <Radio.Group label={t('kind')} {...form.getInputProps('kind')}>
        <Group gap="lg" mt="xs">
          {kinds.map((kind) => (
            <Radio key={kind} value={kind} label={common(`storeKind.${kind}`)} />
          ))}
        </Group>
      </Radio.Group>
      <Group grow align="flex-start">
        <Select
          label={t('currency')}
          searchable
          allowDeselect={false}
          limit={30}
          data={currencies}
          {...form.getInputProps('currency')}
        />
        <Select
          label={t('zone')}
          searchable
          allowDeselect={false}
          limit={30}
          data={zones}
          {...form.getInputProps('timeZone')}
        />
      </Group>
      <Select
        label={t('tax')}
        description={t('fixedHint')}
        allowDeselect={false}
        data={regimes.map((regime) => ({ value: regime, label: common(`taxRegime.${regime}`) }))}
        {...form.getInputProps('taxRegime')}
      />
    </FormModal>
  )
}
