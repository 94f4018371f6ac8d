import { useState } from 'react'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { LinkButton } from '../../../navigation.tsx'
import { paths } from '../../../paths.ts'
import { useMay } from '../../../session.tsx'
import { useT } from '../messages.ts'
import type { Claim } from '../types.ts'
import { AcceptForm } from './accept-form.tsx'
import { AdvanceForm } from './advance-form.tsx'
import { ConfirmForm } from './confirm-form.tsx'
import { RejectForm } from './reject-form.tsx'
import { RemedyForm } from './remedy-form.tsx'
import type { Action } from './use-actions.ts'
import { useActions } from './use-actions.ts'
import { WithdrawConfirm } from './withdraw-confirm.tsx'
import { WordsForm } from './words-form.tsx'

/** What can be done to a claim, each with the reason why not; a form opens beside it. */
export function ClaimActions({ claim }: { claim: Claim }) {
  const t = useT()
  const may = useMay()
  const [open, setOpen] = useState<Action | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      {useActions(claim).map(({ action, label, primary, loss, disabledReason }) => (
        <ActionButton
          key={action}
          size="sm"
          variant={primary ? 'filled' : 'default'}
          {...(loss ? { color: 'red', variant: 'light' } : {})}
          disabledReason={disabledReason}
          onClick={() => setOpen(action)}
        >
          {label}
        </ActionButton>
      ))}
      {may('contracts:read') && (
        <LinkButton size="sm" variant="subtle" place={paths.contract(claim.contractId)}>
          {t('openContract')}
        </LinkButton>
      )}
      {open === 'accept' && <AcceptForm claim={claim} onClose={close} />}
      {open === 'reject' && <RejectForm claim={claim} onClose={close} />}
      {open === 'confirm' && <ConfirmForm claim={claim} onClose={close} />}
      {open === 'advance' && <AdvanceForm claim={claim} onClose={close} />}
      {open === 'remedy' && <RemedyForm claim={claim} onClose={close} />}
      {open === 'withdraw' && <WithdrawConfirm claim={claim} onClose={close} />}
      {(open === 'ask' || open === 'answer' || open === 'note' || open === 'block' || open === 'unblock') && (
        <WordsForm claim={claim} kind={open} onClose={close} />
      )}
    </>
  )
}
