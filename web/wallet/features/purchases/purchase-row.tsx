import { Link } from '@tanstack/react-router'
import type { PurchaseSummary } from '#api/types.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { useT } from '../../messages.ts'
import { ItemName } from '../../parts/item-name.tsx'
import classes from './purchases.module.css'

/** One purchase in the list. Returns count against the total and say so. */
export function PurchaseRow({ purchase }: { purchase: PurchaseSummary }) {
  const t = useT()
  const { firstLine, lineCount, kind } = purchase
  return (
    <li>
      <Link to="/purchases/$purchaseId" params={{ purchaseId: purchase.id }} className={classes['row'] ?? ''}>
        <span className={classes['what']}>
          <span className={classes['item']}>
            {firstLine ? <ItemName item={firstLine} link /> : t('purchases.noLines')}
            {lineCount > 1 && (
              <span className={classes['more']}>{t('purchases.more', { count: lineCount - 1 })}</span>
            )}
          </span>
          <span className={classes['where']}>
            <span>{purchase.store.name}</span>
            <DateText value={purchase.purchasedAt} zone={purchase.store.timeZone} />
          </span>
        </span>
        <span className={classes['amount']} data-voided={purchase.voidedAt ? true : undefined}>
          <MoneyText
            amount={kind === 'return' ? -purchase.total : purchase.total}
            currency={purchase.currency}
          />
          {kind !== 'sale' && <StatusBadge tone="info">{t(`purchases.kind.${kind}`)}</StatusBadge>}
          {purchase.voidedAt && <StatusBadge tone="ended">{t('purchases.voided')}</StatusBadge>}
        </span>
      </Link>
    </li>
  )
}
