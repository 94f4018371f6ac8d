import { Alert, Button, Group } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { UseFormReturnType } from '@mantine/form'
import { useT as useCommonT } from '../../../messages.ts'
import { useDraft } from '../../../parts/draft.ts'
import { FormRefusal, useFormFaults } from '../../../parts/field-errors.tsx'
import classes from '../coupons.module.css'
import { useT } from '../messages.ts'
import { BasicsFields } from './basics-fields.tsx'
import type { CouponForm } from './coupon-form.ts'
import { CouponPreview } from './coupon-preview.tsx'
import { LimitFields } from './limit-fields.tsx'
import { ScopeFields } from './scope-fields.tsx'

export type CouponFormState = UseFormReturnType<CouponForm>
type Props = {
  initial: CouponForm
  draftName: string
  isNew: boolean
  submitLabel: string
  busy: boolean
  error: unknown
  onSubmit: (form: CouponForm, after: { refuse: (error: unknown) => void; forgetDraft: () => void }) => void
}

/** All terms of a coupon, and beside them how it will read; what was typed waits on this device until it is sent. */
export function CouponEditor({ initial, draftName, isNew, submitLabel, busy, error, onSubmit }: Props) {
  const t = useT()
  const common = useCommonT()
  const faults = useFormFaults()
  const draft = useDraft<CouponForm>(`coupon ${draftName}`)
  const needed = (text: string) => (text.trim() === '' ? common('required') : null)
  const form = useForm<CouponForm>({
    initialValues: initial,
    onValuesChange: draft.keep,
    validate: {
      code: (code) => (!isNew || /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/.test(code) ? null : t('codeWrong')),
      terms: {
        name: { ja: needed },
        discount: {
          amount: (amount, { terms }) =>
            terms.discount.kind === 'amount' && (amount === '' || amount < 1) ? common('required') : null,
          basisPoints: (rate, { terms }) =>
            terms.discount.kind === 'rate' && (rate === '' || rate < 1) ? common('required') : null,
        },
        sponsor: (sponsor, { terms }) => (terms.funder === 'third_party' ? needed(sponsor) : null),
        lastDay: (lastDay, { terms }) =>
          lastDay !== '' && terms.firstDay !== '' && lastDay < terms.firstDay ? t('daysWrong') : null,
      },
    },
  })
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        onSubmit(values, {
          forgetDraft: draft.forget,
          refuse: (refusal) => {
            const found = faults(refusal, { coupon_name_taken: 'code' })
            form.setErrors(
              Object.fromEntries(
                Object.entries(found).map(([field, text]) => [
                  field.replace(/(scope\.\w+)\.\d+$/, '$1'),
                  text,
                ]),
              ),
            )
          },
        }),
      )}
    >
      {draft.found && (
        <Alert color="blue" mb="md" title={t('draftFound')}>
          <Group gap="sm">
            <Button
              size="xs"
              onClick={() => {
                form.setValues(draft.found as CouponForm)
                draft.answered()
              }}
            >
              {t('draftTake')}
            </Button>
            <Button size="xs" variant="subtle" color="gray" onClick={draft.forget}>
              {t('draftForget')}
            </Button>
          </Group>
        </Alert>
      )}
      <div className={classes['split']}>
        <div className={classes['fields']}>
          <BasicsFields form={form} isNew={isNew} />
          <ScopeFields form={form} />
          <LimitFields form={form} />
          <FormRefusal error={error} />
          <Group justify="flex-end">
            <Button type="submit" loading={busy}>
              {submitLabel}
            </Button>
          </Group>
        </div>
        <div className={classes['sticky']}>
          <CouponPreview form={form.values} />
        </div>
      </div>
    </form>
  )
}
