import { StatusBadge } from '#kit/status-badge.tsx'
import type { Plan } from '../../types.ts'
import { useT } from './messages.ts'

/** Whether a plan is sold, and if it could be but is offered nowhere, that. */
export function PlanStateBadge({ plan }: { plan: Plan }) {
  const t = useT()
  if (plan.withdrawnAt !== null) return <StatusBadge tone="ended">{t('state.withdrawn')}</StatusBadge>
  if (plan.attachments.length === 0) return <StatusBadge tone="waiting">{t('state.unattached')}</StatusBadge>
  return <StatusBadge tone="good">{t('state.onSale')}</StatusBadge>
}
