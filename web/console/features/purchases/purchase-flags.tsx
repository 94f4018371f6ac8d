import type { PurchaseSummary } from '#api/types.ts'
import { StatusBadge } from '#kit/status-badge.tsx'
import { useT as useCommonT } from '../../messages.ts'
import classes from '../../parts/parts.module.css'
import { useT } from './messages.ts'

type Props = { purchase: Pick<PurchaseSummary, 'kind' | 'voidedAt' | 'disownedAt'> }

/** What is out of the ordinary about a purchase; an ordinary sale says just that. */
export function PurchaseFlags({ purchase: { kind, voidedAt, disownedAt } }: Props) {
  const t = useT()
  const common = useCommonT()
  return (
    <span className={classes['flags']}>
      {kind === 'sale' ? (
        <span>{common('kind.sale')}</span>
      ) : (
        <StatusBadge tone="info">{common(`kind.${kind}`)}</StatusBadge>
      )}
      {voidedAt !== null && <StatusBadge tone="ended">{t('voided')}</StatusBadge>}
      {disownedAt !== null && <StatusBadge tone="bad">{t('disowned')}</StatusBadge>}
    </span>
  )
}
