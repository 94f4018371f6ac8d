import { Link } from '@tanstack/react-router'
import type { ContractSummary } from '#api/types.ts'
import { CoverTimeline } from '#kit/cover/cover-timeline.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { ItemName } from '../../parts/item-name.tsx'
import { useStanding } from '../../parts/words.ts'
import classes from './home.module.css'

/** One covered thing: what, from where and when, its covers in time, and what is left in words. */
export function WarrantyCard({ contract }: { contract: ContractSummary }) {
  const standing = useStanding(contract)
  return (
    <article className={`surface ${classes['card'] ?? ''}`} data-over={standing.over || undefined}>
      <div className={classes['head']}>
        <h3 className={classes['name']}>
          <Link
            to="/contracts/$contractId"
            params={{ contractId: contract.id }}
            className={classes['link'] ?? ''}
          >
            <ItemName item={contract.item} link />
          </Link>
        </h3>
        <StatusBadge tone={standing.tone}>{standing.label}</StatusBadge>
      </div>
      <p className={classes['where']}>
        {contract.store.name} · <DateText value={contract.purchasedOn} />
      </p>
      {!standing.over && (
        <CoverTimeline
          purchasedOn={contract.purchasedOn}
          today={contract.today}
          makerWarranty={contract.makerWarranty}
          covers={contract.covers}
        />
      )}
      {(standing.left ?? standing.until) && (
        <p className={classes['left']} data-soon={standing.soon || undefined}>
          {standing.left && <strong>{standing.left}</strong>}
          {standing.until && <span>{standing.until}</span>}
        </p>
      )}
      {standing.note && <p className={classes['note']}>{standing.note}</p>}
    </article>
  )
}
