import { Link } from '@tanstack/react-router'
import { IconChevronRight } from '@tabler/icons-react'
import type { ClaimSummary } from '#api/types.ts'
import { formatInstant } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { claimTone } from './claim-state.ts'
import classes from './claims.module.css'
import { useClaimT } from './messages.ts'

/** One claim in a list: what it is on, where it stands, its number. */
export function ClaimRow({ claim }: { claim: ClaimSummary }) {
  const t = useClaimT()
  const { language } = useLanguage()
  return (
    <li>
      <Link to="/claims/$claimId" params={{ claimId: claim.id }} className={classes['row'] ?? ''}>
        <span className={classes['rowText']}>
          <span className={classes['rowHead']}>
            <strong>{claim.item.name ?? claim.item.code}</strong>
            <StatusBadge tone={claimTone(claim)}>{t(`state.${claim.state}`)}</StatusBadge>
          </span>
          <span className={classes['rowDetail']}>
            {t(`fault.${claim.fault}`)} ·{' '}
            {t('filedOn', { day: formatInstant(claim.filedAt, language, claim.store.timeZone, 'day') })}
          </span>
          <span className={`figures ${classes['rowDetail'] ?? ''}`}>
            {t('reception', { number: claim.receptionNumber })}
          </span>
        </span>
        <IconChevronRight size={20} aria-hidden />
      </Link>
    </li>
  )
}
