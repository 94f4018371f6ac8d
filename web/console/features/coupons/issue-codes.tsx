import { Progress, Radio, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useWrite } from '#api/query.ts'
import { useFormFaults } from '../../parts/field-errors.tsx'
import { FormModal } from '../../parts/form-modal.tsx'
import type { Typed } from '../../parts/number-fields.tsx'
import { CountField } from '../../parts/number-fields.tsx'
import { useT } from './messages.ts'
import type { Coupon, NewCouponCodes } from './types.ts'

type Props = {
  coupon: Coupon
  opened: boolean
  onClose: () => void
  onMade: (codes: NewCouponCodes) => void
}
type Values = { kind: 'personal' | 'public'; count: Typed; code: string }
const most = 10_000

/** Personal codes in any number, or one word that everybody may use. */
export function IssueCodes({ coupon, opened, onClose, onMade }: Props) {
  const t = useT()
  const faults = useFormFaults()
  const form = useForm<Values>({
    initialValues: { kind: 'personal', count: 100, code: '' },
    validate: {
      count: (count, { kind }) =>
        kind === 'personal' && (count === '' || count < 1 || count > most) ? t('countWrong') : null,
      code: (code, { kind }) => (kind === 'public' && code.trim().length < 3 ? t('codeShort') : null),
    },
  })
  const write = useWrite('post', '/v1/coupons/{couponId}/codes', {
    stale: ['/v1/coupons/{couponId}/codes'],
    onDone: (made) => {
      form.reset()
      onMade(made)
    },
  })
  const { kind, count, code } = form.values
  return (
    <FormModal
      opened={opened}
      title={t('issue')}
      submitLabel={t('issueSubmit')}
      busy={write.isPending}
      error={write.error}
      onClose={onClose}
      onSubmit={form.onSubmit(() =>
        write.mutate(
          {
            params: { path: { couponId: coupon.id } },
            body: kind === 'personal' ? { kind, count: Number(count) } : { kind, code: code.trim() },
          },
          {
            onError: (error) => form.setErrors(faults(error, { coupon_code_taken: 'code' })),
          },
        ),
      )}
    >
      <Radio.Group label={t('codeKind')} {...form.getInputProps('kind')}>
        <Stack gap="sm" mt="xs">
          <Radio value="personal" label={t('codeKind.personal')} description={t('personalHint')} />
          <Radio value="public" label={t('codeKind.public')} description={t('publicHint')} />
        </Stack>
      </Radio.Group>
      {kind === 'personal' ? (
        <CountField label={t('count')} description={t('countHint')} {...form.getInputProps('count')} />
      ) : (
        <TextInput
          label={t('publicCode')}
          description={t('publicCodeHint')}
          placeholder="SUMMER2027"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={80}
          {...form.getInputProps('code')}
        />
      )}
      {write.isPending && (
        <div aria-live="polite">
          <Text size="sm" mb={4}>
            {t('issuing')}
          </Text>
          <Progress value={100} animated aria-label={t('issuing')} />
        </div>
      )}
    </FormModal>
  )
}
