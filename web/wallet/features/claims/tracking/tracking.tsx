import { Box, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Claim, PlanTerms } from '#api/types.ts'
import { useTitle } from '#kit/shell/use-title.ts'
import { isOpen } from '../../../parts/claims/claim-state.ts'
import { useClaimT } from '../../../parts/claims/messages.ts'
import { Section } from '../../../parts/section.tsx'
import { Amounts } from './amounts.tsx'
import { ClaimCoupon } from './claim-coupon.tsx'
import type { ClaimDoor } from './claim-door.ts'
import { ClaimFacts } from './claim-facts.tsx'
import { ClaimHistory } from './claim-history.tsx'
import { ClaimPhotos } from './claim-photos.tsx'
import { useTrackingT } from './messages.ts'
import { NowPanel } from './now-panel.tsx'
import { Rejection } from './rejection.tsx'
import { SlipButton } from './slip-button.tsx'
import { StepLine } from './step-line.tsx'
import { StoreQuestion } from './store-question.tsx'
import { Withdraw } from './withdraw.tsx'

type Props = {
  claim: Claim
  door: ClaimDoor
  planned: PlanTerms['claimSteps'] | null
  /** Where else to go from here. */
  links?: ReactNode
}

/** One claim as a parcel is followed: where it is, what comes next, who has the ball; then all the rest. */
export function Tracking({ claim, door, planned, links }: Props) {
  const t = useTrackingT()
  const words = useClaimT()
  useTitle(t('title'))
  const slip = <SlipButton claim={claim} door={door} />
  // The paper is wanted at the top until the goods have gone, and only for looking it up later.
  const beforeSending = claim.moves.includes('withdraw')
  return (
    <>
      <Text c="dimmed" size="sm" mb="xs">
        {claim.item.name ?? claim.item.code} · {words('reception', { number: claim.receptionNumber })}
      </Text>
      <NowPanel claim={claim} />
      <StoreQuestion claim={claim} door={door} />
      <Rejection claim={claim} door={door} />
      <ClaimCoupon claim={claim} door={door} />
      {beforeSending && slip}
      <Section title={t('steps.title')}>
        <StepLine claim={claim} planned={planned} />
      </Section>
      {(isOpen(claim) || claim.covered !== null) && (
        <Section title={t('amounts.title')}>
          <Amounts claim={claim} />
        </Section>
      )}
      <Section title={t('photos.title')}>
        <ClaimPhotos claim={claim} door={door} />
      </Section>
      <Section title={t('facts.title')}>
        <ClaimFacts claim={claim} />
      </Section>
      {!beforeSending && slip}
      {links && <Box mt="sm">{links}</Box>}
      <Section title={t('history.title')}>
        <ClaimHistory claim={claim} />
      </Section>
      <Withdraw claim={claim} door={door} />
    </>
  )
}
