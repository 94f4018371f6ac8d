import { Checkbox, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useWrite } from '#api/query.ts'
import { useT as useCommonT } from '../../messages.ts'
import { useFormFaults } from '../../parts/field-errors.tsx'
import { FormModal } from '../../parts/form-modal.tsx'
import { StoreSelect } from '../../parts/store-select.tsx'
import { useT } from './messages.ts'
import type { EndpointWithSecret } from './types.ts'
import { topics } from './types.ts'

type Props = { opened: boolean; onClose: () => void; onMade: (endpoint: EndpointWithSecret) => void }
type Values = { url: string; topics: string[]; storeCode: string }

export function CreateEndpoint({ opened, onClose, onMade }: Props) {
  const t = useT()
  const common = useCommonT()
  const faults = useFormFaults()
  const form = useForm<Values>({
    initialValues: { url: '', topics: ['*'], storeCode: '' },
    validate: {
      url: (url) => (url.trim() === '' ? common('required') : null),
      topics: (chosen) => (chosen.length === 0 ? t('topicsNeeded') : null),
    },
  })
  const create = useWrite('post', '/v1/webhook-endpoints', {
    stale: ['/v1/webhook-endpoints'],
    onDone: (endpoint) => {
      form.reset()
      onMade(endpoint)
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
      onSubmit={form.onSubmit(({ url, topics: chosen, storeCode }) =>
        create.mutate(
          { body: { url: url.trim(), topics: chosen, storeCode: storeCode || null } },
          { onError: (error) => form.setErrors(faults(error)) },
        ),
      )}
    >
      <TextInput
        type="url"
        label={t('url')}
        placeholder="https://shop.example/webhooks"
        maxLength={2000}
        data-autofocus
        {...form.getInputProps('url')}
      />
      <Checkbox.Group label={t('topics')} description={t('topicsHint')} {...form.getInputProps('topics')}>
        <Stack gap={8} mt="xs">
          {topics.map((topic) => (
            <Checkbox
              key={topic}
              value={topic}
              label={
                <>
                  {t(`topic.${topic}`)} <code>{topic}</code>
                </>
              }
            />
          ))}
        </Stack>
      </Checkbox.Group>
      <StoreSelect
        label={t('store')}
        description={t('storeHint')}
        value={form.values.storeCode}
        onChange={(code) => form.setFieldValue('storeCode', code ?? '')}
      />
    </FormModal>
  )
}
