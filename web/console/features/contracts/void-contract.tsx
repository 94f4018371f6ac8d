import { Alert, Select, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { Contract } from '#api/types.ts'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT as useCommonT } from '../../messages.ts'
import { useFormFaults } from '../../parts/field-errors.tsx'
import { FormModal } from '../../parts/form-modal.tsx'
import { notifyDone } from '../../parts/notify.ts'
import type { VoidReason } from '../../types.ts'
import { contractReads } from './cancel-contract.tsx'
import { useT } from './messages.ts'

export const voidReasons = [
  'date_false',
  'serial_reused',
  'not_eligible',
  'issued_in_error',
  'duplicate',
  'not_paid',
  'fraud',
  'other',
] as const satisfies readonly VoidReason[]
type Values = { reasonCode: VoidReason | null; note: string }
type Props = { contract: Contract; disabledReason: string | undefined }

/** Makes void what should never have stood: a reason by code, a note for the desk, the whole premium back. */
export function VoidContract({ contract, disabledReason }: Props) {
  const t = useT()
  const common = useCommonT()
  const faults = useFormFaults()
  const { language } = useLanguage()
  const [asked, setAsked] = useState(false)
  const form = useForm<Values>({
    initialValues: { reasonCode: null, note: '' },
    validate: {
      reasonCode: (reason) => (reason === null ? common('required') : null),
      note: (note, { reasonCode }) =>
        reasonCode === 'other' && note.trim() === '' ? common('required') : null,
    },
  })
  const makeVoid = useWrite('post', '/v1/contracts/{contractId}/void', {
    stale: contractReads,
    onDone: () => {
      setAsked(false)
      notifyDone(t('voidDone', { number: contract.number }))
    },
  })
  const submit = form.onSubmit(({ reasonCode, note }) => {
    if (reasonCode === null) return
    const body = { reasonCode, note: note.trim() === '' ? null : note.trim() }
    makeVoid.mutate(
      { params: { path: { contractId: contract.id } }, body },
      { onError: (error) => form.setErrors(faults(error)) },
    )
  })
  return (
    <>
      <ActionButton
        size="sm"
        variant="default"
        disabledReason={disabledReason}
        onClick={() => setAsked(true)}
      >
        {t('void')}
      </ActionButton>
      <FormModal
        opened={asked}
        title={t('voidTitle', { number: contract.number })}
        submitLabel={t('voidConfirm')}
        loss
        busy={makeVoid.isPending}
        error={makeVoid.error}
        onClose={() => setAsked(false)}
        onSubmit={submit}
      >
        <Alert color="red" variant="light">
          {t('voidText', { amount: formatMoney(contract.premium, contract.currency, language) })}
          {contract.claims.open > 0 && ` ${t('voidClaims', { count: contract.claims.open })}`}
        </Alert>
        <Select
          label={t('voidReason')}
          placeholder={t('voidReasonChoose')}
          data={voidReasons.map((value) => ({ value, label: t(`voidReason.${value}`) }))}
          {...form.getInputProps('reasonCode')}
        />
        <Textarea
          label={t('voidNote')}
          description={t('voidNoteHint')}
          autosize
          minRows={3}
          maxLength={1000}
          {...form.getInputProps('note')}
        />
      </FormModal>
    </>
  )
}
