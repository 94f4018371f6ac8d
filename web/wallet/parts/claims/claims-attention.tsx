import type { ClaimSummary } from '#api/types.ts'
import { IconMessageCircleQuestion, IconTool } from '@tabler/icons-react'
import { LinkRow } from '../link-row.tsx'
import { isOpen } from './claim-state.ts'
import { useClaimT } from './messages.ts'

/** Claims that wait for the person, each by itself; those that others work on, in one line. */
export function ClaimsAttention({ claims }: { claims: readonly ClaimSummary[] }) {
  const t = useClaimT()
  const mine = claims.filter((claim) => claim.whoActs === 'buyer')
  const running = claims.filter((claim) => isOpen(claim) && claim.whoActs !== 'buyer').length
  return (
    <>
      {mine.map((claim) => (
        <LinkRow
          key={claim.id}
          to="/claims/$claimId"
          params={{ claimId: claim.id }}
          tone="info"
          icon={<IconMessageCircleQuestion size={24} aria-hidden />}
          detail={t(`state.${claim.state}`)}
        >
          {t('yourTurn', { item: claim.item.name ?? claim.item.code })}
        </LinkRow>
      ))}
      {running > 0 && (
        <LinkRow to="/claims" icon={<IconTool size={24} aria-hidden />}>
          {t('running', { count: running })}
        </LinkRow>
      )}
    </>
  )
}
