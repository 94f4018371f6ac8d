import { Alert, Checkbox, Select, Textarea } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { q } from '#api/query.ts'
import { FormModal } from '../../../parts/form-modal.tsx'
import { MoneyField } from '../../../parts/number-fields.tsx'
import type { Typed } from '../../../parts/number-fields.tsx'
import { useT as useCommonT } from '../../../messages.ts'
import { useT } from '../messages.ts'
import type { Claim, ClaimRoute } from '../types.ts'
import { useAct } from '../use-act.ts'
import { useWord } from '../words.ts'
import { PaymentPreview } from './payment-preview.tsx'

/** Acceptance: the estimate, with what it comes to before anything is sent. */
export function AcceptForm({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const t = useT()
  const common = useCommonT()
  const word = useWord()
  const act = useAct(claim, '/v1/claims/{claimId}/decision', onClose)
  const [estimate, setEstimate] = useState<Typed>(claim.estimate ?? '')
  const [route, setRoute] = useState<ClaimRoute | null>(null)
  const [goodwill, setGoodwill] = useState(false)
  const [note, setNote] = useState('')
  const [asked, setAsked] = useState(false)
  const contract = useQuery(
    q('/v1/contracts/{contractId}', { params: { path: { contractId: claim.contractId } } }),
  )
  const { refusal } = claim.check
  const barred = refusal !== null && !goodwill
  return (
    <FormModal
      opened
      title={t('act.accept')}
      submitLabel={t('accept.submit')}
      busy={act.busy}
      error={act.error}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (estimate === '' || barred) return
        act.send({
          decision: 'accept',
          estimate,
          route,
          goodwill,
          note: note.trim() === '' ? null : note,
          version: act.version,
        })
      }}
    >
      {refusal && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />}>
          {word('refusal', refusal.code)} {t('accept.refused')}
        </Alert>
      )}
      <MoneyField
        data-autofocus
        currency={claim.currency}
        label={t('accept.estimate')}
        value={estimate}
        onChange={setEstimate}
        error={asked && estimate === '' ? common('required') : undefined}
      />
      <Select
        label={t('accept.route')}
        placeholder={t('accept.routeAuto')}
        clearable
        data={claim.routes.map((one) => ({ value: one, label: word('route', one) }))}
        value={route}
        onChange={(value) => setRoute(value as ClaimRoute | null)}
      />
      <Checkbox
        label={t('accept.goodwill')}
        description={t('accept.goodwillHint')}
        checked={goodwill}
        error={asked && barred ? t('accept.refused') : undefined}
        onChange={(event) => setGoodwill(event.currentTarget.checked)}
      />
      <Textarea
        label={t('accept.note')}
        autosize
        minRows={2}
        maxLength={4000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <PaymentPreview claim={claim} contract={contract} estimate={estimate} goodwill={goodwill} />
    </FormModal>
  )
}
