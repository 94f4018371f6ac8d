import { Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useT as useCommonT } from '../../../messages.ts'
import { FormModal } from '../../../parts/form-modal.tsx'
import { useT } from '../messages.ts'
import type { Claim } from '../types.ts'
import { useAct } from '../use-act.ts'
import { useWord } from '../words.ts'

const reasons = [
  'no_fault_found',
  'excluded',
  'cause_not_covered',
  'cover_over',
  'limit_used_up',
  'damage_intended',
  'evidence_missing',
  'false_statement',
  'other_product',
] as const
type Reason = (typeof reasons)[number]

/** Rejection: why by code, and in words for the buyer. */
export function RejectForm({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const t = useT()
  const common = useCommonT()
  const word = useWord()
  const act = useAct(claim, '/v1/claims/{claimId}/decision', onClose)
  const [reasonCode, setReason] = useState<Reason | null>(null)
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  return (
    <FormModal
      opened
      title={t('act.reject')}
      submitLabel={t('reject.submit')}
      busy={act.busy}
      error={act.error}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (reasonCode === null || note.trim() === '') return
        act.send({ decision: 'reject', reasonCode, note, version: act.version })
      }}
    >
      <Select
        data-autofocus
        label={t('reject.reason')}
        data={reasons.map((one) => ({ value: one, label: word('reason', one) }))}
        value={reasonCode}
        onChange={(value) => setReason(value as Reason | null)}
        error={asked && reasonCode === null ? common('required') : undefined}
      />
      <Textarea
        label={t('reject.words')}
        description={t('reject.hint')}
        autosize
        minRows={3}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={asked && note.trim() === '' ? common('required') : undefined}
      />
    </FormModal>
  )
}
