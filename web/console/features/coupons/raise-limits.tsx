import { useForm } from '@mantine/form'
import { useWrite } from '#api/query.ts'
import { useFormFaults } from '../../parts/field-errors.tsx'
import { FormModal } from '../../parts/form-modal.tsx'
import { notifyDone } from '../../parts/notify.ts'
import type { Typed } from '../../parts/number-fields.tsx'
import { CountField, MoneyField } from '../../parts/number-fields.tsx'
import { useT } from './messages.ts'
import type { Coupon } from './types.ts'

type Props = { coupon: Coupon; opened: boolean; onClose: () => void }
type Values = Record<'uses' | 'usesPerBuyer' | 'amount', Typed>

/** Raises what a coupon may spend; an emptied field has no limit any more. */
export function RaiseLimits({ coupon, opened, onClose }: Props) {
  const t = useT()
  const faults = useFormFaults()
  const { limits } = coupon.terms
  const form = useForm<Values>({
    initialValues: {
      uses: limits.uses ?? '',
      usesPerBuyer: limits.usesPerBuyer ?? '',
      amount: limits.amount ?? '',
    },
  })
  const write = useWrite('post', '/v1/coupons/{couponId}/limits', {
    stale: ['/v1/coupons', '/v1/coupons/{couponId}'],
    onDone: () => {
      notifyDone(t('raised'))
      onClose()
    },
  })
  return (
    <FormModal
      opened={opened}
      title={t('raise')}
      submitLabel={t('raiseSubmit')}
      busy={write.isPending}
      error={write.error}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => {
        const changed = Object.entries(values).flatMap(([key, typed]) => {
          const value = typed === '' ? null : typed
          return value === limits[key as keyof Values] ? [] : [[key, value]]
        })
        write.mutate(
          { params: { path: { couponId: coupon.id } }, body: Object.fromEntries(changed) as object },
          { onError: (error) => form.setErrors(faults(error)) },
        )
      })}
    >
      <CountField label={t('limit.usesLabel')} description={t('raiseHint')} {...form.getInputProps('uses')} />
      <CountField label={t('limit.perBuyerLabel')} {...form.getInputProps('usesPerBuyer')} />
      <MoneyField
        currency={coupon.currency}
        label={t('limit.amountLabel')}
        {...form.getInputProps('amount')}
      />
    </FormModal>
  )
}
