import { useWrite } from '#api/query.ts'
import { Confirm } from '#kit/confirm.tsx'
import { notifyDone } from '../../parts/notify.ts'
import type { Staff } from '../../types.ts'
import { useT } from './messages.ts'

type Props = { staff: Staff; isSelf: boolean; opened: boolean; onClose: () => void }

/** Signs a person out everywhere. */
export function EndSessions({ staff, isSelf, opened, onClose }: Props) {
  const t = useT()
  const end = useWrite('post', '/v1/staff/{staffId}/end-sessions', {
    onDone: () => {
      notifyDone(t('endSessionsDone', { name: staff.name }))
      onClose()
    },
  })
  return (
    <Confirm
      opened={opened}
      title={t('endSessionsTitle', { name: staff.name })}
      confirmLabel={t('endSessions')}
      loss
      busy={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate({ params: { path: { staffId: staff.id } } })}
      onClose={onClose}
    >
      {t(isSelf ? 'endSessionsSelf' : 'endSessionsText')}
    </Confirm>
  )
}
