import { Confirm } from '#kit/confirm.tsx'
import { useT } from '../messages.ts'
import type { Claim } from '../types.ts'
import { useAct } from '../use-act.ts'

export function WithdrawConfirm({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const t = useT()
  const act = useAct(claim, '/v1/claims/{claimId}/withdrawal', onClose)
  return (
    <Confirm
      opened
      title={t('act.withdraw')}
      confirmLabel={t('act.withdraw')}
      loss
      busy={act.busy}
      error={act.error}
      onConfirm={() => act.send({})}
      onClose={onClose}
    >
      {t('withdraw.text')}
    </Confirm>
  )
}
