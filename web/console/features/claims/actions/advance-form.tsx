import { TextInput, Textarea } from '@mantine/core'
import { useState } from 'react'
import { FormModal } from '../../../parts/form-modal.tsx'
import { MoneyField } from '../../../parts/number-fields.tsx'
import type { Typed } from '../../../parts/number-fields.tsx'
import { useT } from '../messages.ts'
import type { Claim } from '../types.ts'
import { useAct } from '../use-act.ts'
import { useWord } from '../words.ts'

/** The next step, with what is known at it alone: a parcel's number, the cost in the end, the new unit's serial. */
export function AdvanceForm({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const t = useT()
  const word = useWord()
  const act = useAct(claim, '/v1/claims/{claimId}/advance', onClose)
  const [note, setNote] = useState('')
  const [tracking, setTracking] = useState('')
  const [cost, setCost] = useState<Typed>('')
  const [newSerialNumber, setSerial] = useState('')
  // The step that was named when the form was opened; if it is another by then, the server says so.
  const [to, setTo] = useState(claim.nextStep)
  if (claim.nextStep !== null && claim.nextStep !== to && claim.version === act.version) setTo(claim.nextStep)
  if (to === null) return null
  return (
    <FormModal
      opened
      title={t('act.advance', { step: word('state', to) })}
      submitLabel={t('advance.submit')}
      busy={act.busy}
      error={act.error}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        act.send({
          to,
          note: filled(note),
          tracking: filled(tracking),
          cost: cost === '' ? null : cost,
          newSerialNumber: filled(newSerialNumber),
          version: act.version,
        })
      }}
    >
      {to === 'shipped' && (
        <TextInput
          data-autofocus
          label={t('advance.tracking')}
          maxLength={100}
          value={tracking}
          onChange={(event) => setTracking(event.currentTarget.value)}
        />
      )}
      {to === 'repaired' && (
        <MoneyField
          data-autofocus
          currency={claim.currency}
          label={t('advance.cost')}
          description={t('advance.costHint')}
          value={cost}
          onChange={setCost}
        />
      )}
      {to === 'completed' && claim.exchange && (
        <TextInput
          data-autofocus
          label={t('advance.serial')}
          maxLength={100}
          value={newSerialNumber}
          onChange={(event) => setSerial(event.currentTarget.value)}
        />
      )}
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

function filled(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
