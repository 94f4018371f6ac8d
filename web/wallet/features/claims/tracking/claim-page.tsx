import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { IconShieldCheck } from '@tabler/icons-react'
import { q } from '#api/query.ts'
import type { Claim } from '#api/types.ts'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { BackLink } from '../../../parts/back-link.tsx'
import { LinkRow } from '../../../parts/link-row.tsx'
import { Filed } from '../filed.tsx'
import { useMyDoor } from './claim-door.ts'
import { useTrackingT } from './messages.ts'
import { Tracking } from './tracking.tsx'

const route = getRouteApi('/frame/claims/$claimId')

/** One of one's own claims; just after filing, its number first. */
export function ClaimPage() {
  const { claimId } = route.useParams()
  const claim = useQuery(q('/v1/me/claims/{claimId}', { params: { path: { claimId } } }))
  return (
    <Loadable state={claim} skeleton={<SkeletonCards count={3} height={200} />}>
      {(data) => <MyClaim key={data.id} claim={data} />}
    </Loadable>
  )
}

function MyClaim({ claim }: { claim: Claim }) {
  const t = useTrackingT()
  const { filed } = route.useSearch()
  const navigate = route.useNavigate()
  const door = useMyDoor(claim.id)
  const { contractId } = claim
  const contract = useQuery(q('/v1/me/contracts/{contractId}', { params: { path: { contractId } } }))
  if (filed !== undefined) {
    return <Filed claim={claim} door={door} onFollow={() => void navigate({ search: {}, replace: true })} />
  }
  return (
    <>
      <BackLink to="/claims" />
      <Tracking
        claim={claim}
        door={door}
        planned={contract.data?.terms.claimSteps ?? null}
        links={
          <LinkRow
            to="/contracts/$contractId"
            params={{ contractId }}
            icon={<IconShieldCheck size={24} aria-hidden />}
          >
            {t('facts.toWarranty')}
          </LinkRow>
        }
      />
    </>
  )
}
