import { Select } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useWrite } from '#api/query.ts'
import { useT as useCommonT } from '../../../messages.ts'
import { DayField } from '../../../parts/day-field.tsx'
import { useFormFaults } from '../../../parts/field-errors.tsx'
import { FormModal } from '../../../parts/form-modal.tsx'
import { useStores } from '../../../parts/stores.ts'
import { useT } from '../messages.ts'
import type { PayoutRun } from '../types.ts'

type Props = { opened: boolean; onClose: () => void; onPrepared: (run: PayoutRun) => void }

/** Reckons what each store gets up to a day; nothing moves before the run is confirmed. */
export function PreparePayouts({ opened, onClose, onPrepared }: Props) {
  const t = useT()
  const common = useCommonT()
  const faults = useFormFaults()
  const { stores } = useStores()
  const currencies = [...new Set(['JPY', ...stores.map(({ currency }) => currency)])]
  const form = useForm({
    initialValues: { upTo: '', currency: 'JPY' },
    validate: { upTo: (day: string) => (day === '' ? common('required') : null) },
  })
  const prepare = useWrite('post', '/v1/ledger/payout-runs', {
    stale: ['/v1/ledger/payout-runs'],
    onDone: onPrepared,
  })
  return (
    <FormModal
      opened={opened}
      title={t('prepare')}
      submitLabel={t('prepareSubmit')}
      busy={prepare.isPending}
      error={prepare.error}
      onClose={onClose}
      onSubmit={form.onSubmit((values) =>
        prepare.mutate({ body: values }, { onError: (error) => form.setErrors(faults(error)) }),
      )}
    >
      <DayField label={t('upTo')} description={t('upToHint')} {...form.getInputProps('upTo')} />
      {currencies.length > 1 && (
        <Select
          label={t('currency')}
          allowDeselect={false}
          data={currencies}
          {...form.getInputProps('currency')}
        />
      )}
    </FormModal>
  )
}
