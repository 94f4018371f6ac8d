import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { question, useWrite } from '#api/query.ts'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useT as useCommonT } from '../../messages.ts'
import { FormModal } from '../../parts/form-modal.tsx'
import { notifyDone } from '../../parts/notify.ts'
import { useT } from './messages.ts'
import { RefundPreviewFacts } from './refund-preview.tsx'
import { staleAfterRefund } from './stale.ts'
import type { Settlement } from './types.ts'

type Props = { settlement: Settlement; opened: boolean; onClose: () => void }

/** Takes a whole settlement back on its own day, as if it had not been. */
export function VoidSettlement({ settlement, opened, onClose }: Props) {
  const t = useT()
  const common = useCommonT()
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const path = { settlementId: settlement.id }
  const preview = useQuery({
    ...question('/v1/settlements/{settlementId}/refund-preview', { params: { path }, body: {} }),
    enabled: opened,
    staleTime: 0,
    retry: false,
  })
  const write = useWrite('post', '/v1/settlements/{settlementId}/void', {
    stale: staleAfterRefund,
    onDone: () => {
      notifyDone(t('voidDone'))
      onClose()
    },
  })
  return (
    <FormModal
      opened={opened}
      title={t('voidTitle')}
      submitLabel={t('voidSubmit')}
      busy={write.isPending || preview.isLoading}
      error={write.error}
      loss
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (reason.trim() === '' || !preview.data) return
        write.mutate({
          params: { path },
          body: { reference: `${settlement.reference.slice(0, 90)}-V`, reason: reason.trim() },
        })
      }}
    >
      <TextInput
        label={t('refundReason')}
        placeholder={t('voidReasonExample')}
        maxLength={500}
        value={reason}
        error={asked && reason.trim() === '' ? common('required') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {opened && (
        <Loadable state={preview} skeleton={<SkeletonRows count={2} />}>
          {(data) => <RefundPreviewFacts preview={data} currency={settlement.currency} />}
        </Loadable>
      )}
    </FormModal>
  )
}
