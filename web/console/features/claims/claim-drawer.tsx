import { Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { q } from '#api/query.ts'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useLast } from '../../parts/last.ts'
import { ClaimActions } from './actions/claim-actions.tsx'
import { CheckResult } from './check-result.tsx'
import { ClaimFacts } from './claim-facts.tsx'
import { ClaimHistory } from './claim-history.tsx'
import { ClaimMarks, ClaimStateBadge } from './claim-state.tsx'
import { LimitsLeft } from './limits-left.tsx'
import { useT } from './messages.ts'
import { polled } from './polled.ts'

/** One claim: what is known and what the rules say at the left, what happened at the right, what can be done above. */
export function ClaimDrawer({ openId, onClose }: { openId: string | undefined; onClose: () => void }) {
  const t = useT()
  const id = useLast(openId)
  const state = useQuery({
    ...q('/v1/claims/{claimId}', { params: { path: { claimId: id ?? '' } } }),
    ...polled,
    enabled: openId !== undefined,
  })
  const claim = state.data
  return (
    <DetailDrawer
      opened={openId !== undefined}
      onClose={onClose}
      title={claim ? <span className="figures">{claim.receptionNumber}</span> : t('drawer')}
      status={
        claim && (
          <Group component="output" gap="xs">
            <ClaimStateBadge state={claim.state} />
            <ClaimMarks claim={claim} />
          </Group>
        )
      }
      actions={claim && <ClaimActions key={claim.id} claim={claim} />}
      facts={
        <Loadable state={state} skeleton={<SkeletonRows />}>
          {(data) => (
            <Stack gap="lg">
              <ClaimFacts claim={data} />
              <CheckResult check={data.check} />
              <LimitsLeft left={data.left} currency={data.currency} />
            </Stack>
          )}
        </Loadable>
      }
      history={
        <Loadable state={{ ...state, error: null }} skeleton={<SkeletonRows count={3} />}>
          {(data) => <ClaimHistory claim={data} />}
        </Loadable>
      }
    />
  )
}
