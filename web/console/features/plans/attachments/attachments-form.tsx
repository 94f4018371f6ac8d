import { Button, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconPlus } from '@tabler/icons-react'
import { useWrite } from '#api/query.ts'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useT as useCommonT } from '../../../messages.ts'
import { FormRefusal, useFormFaults } from '../../../parts/field-errors.tsx'
import { notifyDone } from '../../../parts/notify.ts'
import { Section } from '../../../parts/section.tsx'
import type { Plan } from '../../../types.ts'
import { useT } from '../messages.ts'
import { AttachmentFields } from './attachment-fields.tsx'
import type { AttachmentForm } from './attachment-form.ts'
import { blankAttachment, fromAttachment, hasCondition, toAttachment } from './attachment-form.ts'

export type AttachmentsFormValues = { attachments: AttachmentForm[] }

export function AttachmentsForm({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const t = useT()
  const common = useCommonT()
  const kit = useKitT()
  const faults = useFormFaults()
  const form = useForm<AttachmentsFormValues>({
    initialValues: {
      attachments: plan.attachments.length > 0 ? plan.attachments.map(fromAttachment) : [blankAttachment],
    },
    validate: (values) =>
      Object.fromEntries(
        values.attachments.flatMap((attachment, i) =>
          hasCondition(attachment)
            ? []
            : [[`attachments.${i}`, common('fault.attachment_without_condition')]],
        ),
      ),
  })
  const save = useWrite('put', '/v1/plans/{planCode}/attachments', {
    stale: ['/v1/plans', '/v1/plans/{planCode}', '/v1/offers'],
    onDone: () => {
      notifyDone(common('saved'))
      onClose()
    },
  })
  const { attachments } = form.values
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        save.mutate(
          {
            params: { path: { planCode: plan.code } },
            body: { attachments: values.attachments.map(toAttachment) },
          },
          { onError: (error) => form.setErrors(faults(error)) },
        ),
      )}
    >
      <Section title={t('attachments')}>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('attachHint')}
          </Text>
          {attachments.map((_, i) => (
            <AttachmentFields
              key={i}
              form={form}
              index={i}
              currency={plan.terms.currency}
              onRemove={() => form.removeListItem('attachments', i)}
            />
          ))}
          <Group>
            <Button
              variant="default"
              size="sm"
              leftSection={<IconPlus size={16} aria-hidden />}
              onClick={() => form.insertListItem('attachments', blankAttachment)}
            >
              {t('attachAdd')}
            </Button>
          </Group>
          {attachments.length === 0 && <Text size="sm">{t('attachNoneHint')}</Text>}
          <FormRefusal error={save.error} />
          <Group gap="sm">
            <Button type="submit" loading={save.isPending}>
              {common('save')}
            </Button>
            <Button variant="default" onClick={onClose} disabled={save.isPending}>
              {kit('cancel')}
            </Button>
          </Group>
        </Stack>
      </Section>
    </form>
  )
}
