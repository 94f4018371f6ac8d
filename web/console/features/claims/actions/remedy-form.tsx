import { Radio, Stack, TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useT as useCommonT } from '../../../messages.ts'
import { FormModal } from '../../../parts/form-modal.tsx'
import { useT } from '../messages.ts'
import type { Claim } from '../types.ts'
import { useAct } from '../use-act.ts'

const remedies = ['order_replacement', 'issue_coupon', 'refund'] as const
type Remedy = (typeof remedies)[number]

/** What is given instead of a repair: a coupon made here, or what the store's own system gave, by its number. */
export function RemedyForm({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const t = useT()
  const common = useCommonT()
  const act = useAct(claim, '/v1/claims/{claimId}/remedies', onClose)
  const [remedy, setRemedy] = useState<Remedy>(
    claim.route === 'coupon' ? 'issue_coupon' : 'order_replacement',
  )
  const [reference, setReference] = useState('')
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const named = reference.trim()
  // Only a coupon can be made here.
  const missing = named === '' && remedy !== 'issue_coupon'
  return (
    <FormModal
      opened
      title={t('act.remedy')}
      submitLabel={t('remedy.submit')}
      busy={act.busy}
      error={act.error}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (missing) return
        act.send({
          remedy,
          reference: named === '' ? null : named,
          note: note.trim() === '' ? null : note,
          version: act.version,
        })
      }}
    >
      <Radio.Group
        label={t('remedy.kind')}
        description={t('remedy.hint')}
        value={remedy}
        onChange={(value) => setRemedy(value as Remedy)}
      >
        <Stack gap="xs" mt="xs">
          {remedies.map((one) => (
            <Radio key={one} value={one} label={t(`remedy.${one}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput
        label={t(remedy === 'issue_coupon' ? 'remedy.referenceOfCoupon' : 'remedy.reference')}
        maxLength={100}
        value={reference}
        onChange={(event) => setReference(event.currentTarget.value)}
        error={asked && missing ? common('required') : undefined}
      />
      <Textarea
        label={t('advance.note')}
        autosize
        minRows={2}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </FormModal>
  )
}
