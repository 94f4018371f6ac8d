import { useWrite } from '#api/query.ts'
import { Confirm } from '#kit/confirm.tsx'
import { notifyDone } from '../../parts/notify.ts'
import type { Staff } from '../../types.ts'
import { useT } from './messages.ts'

type Props = { staff: Staff; isSelf: boolean; opened: boolean; onClose: () => void }

export function RemoveStaff({ staff, isSelf, opened, onClose }: Props) {
  const t = useT()
  const remove = useWrite('post', '/v1/staff/{staffId}/remove', {
    stale: ['/v1/staff'],
    onDone: () => {
      notifyDone(t('removedDone', { name: staff.name }))
      onClose()
    },
  })
  return (
    <Confirm
      opened={opened}
      title={t('removeTitle', { name: staff.name })}
      confirmLabel={t('remove')}
      loss
      busy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate({ params: { path: { staffId: staff.id } } })}
      onClose={onClose}
    >
      {t(isSelf ? 'removeSelf' : 'removeText')}
    </Confirm>
  )
}
