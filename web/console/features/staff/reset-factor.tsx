import { useWrite } from '#api/query.ts'
import { Confirm } from '#kit/confirm.tsx'
import { notifyDone } from '../../parts/notify.ts'
import type { Staff } from '../../types.ts'
import { useT } from './messages.ts'

type Props = { staff: Staff; opened: boolean; onClose: () => void }

/** Takes a person's second factor away, for a device that was lost. */
export function ResetFactor({ staff, opened, onClose }: Props) {
  const t = useT()
  const reset = useWrite('post', '/v1/staff/{staffId}/reset-second-factor', {
    stale: ['/v1/staff'],
    onDone: () => {
      notifyDone(t('resetFactorDone', { name: staff.name }))
      onClose()
    },
  })
  return (
    <Confirm
      opened={opened}
      title={t('resetFactorTitle', { name: staff.name })}
      confirmLabel={t('resetFactor')}
      loss
      busy={reset.isPending}
      error={reset.error}
      onConfirm={() => reset.mutate({ params: { path: { staffId: staff.id } } })}
      onClose={onClose}
    >
      {t('resetFactorText')}
    </Confirm>
  )
}
