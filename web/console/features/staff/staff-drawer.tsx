import { useState } from 'react'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { useT as useCommonT } from '../../messages.ts'
import { useLast } from '../../parts/last.ts'
import { useLack, useSession } from '../../session.tsx'
import type { Staff } from '../../types.ts'
import { ChangeStaff } from './change-staff.tsx'
import { useT } from './messages.ts'
import { EndSessions } from './end-sessions.tsx'
import { RemoveStaff } from './remove-staff.tsx'
import { ResetFactor } from './reset-factor.tsx'

export function StaffDrawer({ openStaff, onClose }: { openStaff: Staff | undefined; onClose: () => void }) {
  const t = useT()
  const common = useCommonT()
  const staff = useLast(openStaff)
  if (!staff) return null
  return (
    <DetailDrawer
      opened={openStaff !== undefined}
      onClose={onClose}
      title={staff.name}
      status={staff.removedAt !== null && <StatusBadge tone="ended">{t('removed')}</StatusBadge>}
      actions={<StaffActions key={staff.id} staff={staff} />}
      facts={
        <Facts
          items={[
            { label: t('email'), value: staff.email },
            { label: t('role'), value: `${common(`role.${staff.role}`)} — ${t(`explain.${staff.role}`)}` },
            {
              label: common('store'),
              value: staff.storeCodes === null ? common('store.all') : staff.storeCodes.join(', '),
            },
            {
              label: t('factor'),
              value:
                staff.secondFactorAt === null ? (
                  t('factorNone')
                ) : (
                  <DateText value={staff.secondFactorAt} time />
                ),
            },
            { label: common('created'), value: <DateText value={staff.createdAt} time /> },
            staff.removedAt !== null && {
              label: t('removedAt'),
              value: <DateText value={staff.removedAt} time />,
            },
          ]}
        />
      }
    />
  )
}

function StaffActions({ staff }: { staff: Staff }) {
  const t = useT()
  const lack = useLack()
  const { staff: self } = useSession()
  const [asked, setAsked] = useState<'change' | 'remove' | 'sessions' | 'factor' | null>(null)
  const reason = staff.removedAt === null ? lack('staff:write') : t('removedAlready')
  const isSelf = staff.id === self.id
  const factorReason = isSelf ? t('resetSelf') : staff.secondFactorAt === null ? t('factorNone') : undefined
  const close = () => setAsked(null)
  return (
    <>
      <ActionButton size="sm" disabledReason={reason} onClick={() => setAsked('change')}>
        {t('change')}
      </ActionButton>
      <ActionButton
        size="sm"
        color="red"
        variant="light"
        disabledReason={reason}
        onClick={() => setAsked('remove')}
      >
        {t('remove')}
      </ActionButton>
      <ActionButton size="sm" variant="default" disabledReason={reason} onClick={() => setAsked('sessions')}>
        {t('endSessions')}
      </ActionButton>
      <ActionButton
        size="sm"
        variant="default"
        disabledReason={reason ?? factorReason}
        onClick={() => setAsked('factor')}
      >
        {t('resetFactor')}
      </ActionButton>
      <EndSessions staff={staff} isSelf={isSelf} opened={asked === 'sessions'} onClose={close} />
      <ResetFactor staff={staff} opened={asked === 'factor'} onClose={close} />
      <ChangeStaff staff={staff} isSelf={isSelf} opened={asked === 'change'} onClose={close} />
      <RemoveStaff staff={staff} isSelf={isSelf} opened={asked === 'remove'} onClose={close} />
    </>
  )
}
