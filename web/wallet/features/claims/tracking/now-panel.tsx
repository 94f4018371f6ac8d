import { Alert, Text, Title } from '@mantine/core'
import { IconBuildingStore, IconCircleCheck, IconClock, IconUser } from '@tabler/icons-react'
import type { Claim } from '#api/types.ts'
import { formatDay, formatInstant } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { claimTone } from '../../../parts/claims/claim-state.ts'
import { useClaimT } from '../../../parts/claims/messages.ts'
import { useTrackingT } from './messages.ts'
import classes from './tracking.module.css'

const holders = { buyer: IconUser, store: IconBuildingStore, nobody: IconCircleCheck }

/** Where the claim is, who has the ball, what happens next and by when. */
export function NowPanel({ claim }: { claim: Claim }) {
  const t = useTrackingT()
  const words = useClaimT()
  const { language } = useLanguage()
  const Holder = holders[claim.whoActs]
  const { blocked } = claim
  return (
    <section className={`surface ${classes['now'] ?? ''}`} aria-live="polite">
      <span className={classes['ball']} data-who={claim.whoActs}>
        <Holder size={18} aria-hidden />
        {t(`ball.${claim.whoActs}`)}
      </span>
      <Title order={1} className={classes['state'] ?? ''} data-tone={claimTone(claim)}>
        {words(`state.${claim.state}`)}
      </Title>
      {blocked && (
        <Alert color="blue" mb="md" icon={<IconClock aria-hidden />} title={t('blocked')}>
          <Text size="sm">{blocked.reason}</Text>
          <Text size="xs" mt={4}>
            {t('blockedSince', {
              day: formatInstant(blocked.since, language, claim.store.timeZone, 'day'),
            })}
          </Text>
        </Alert>
      )}
      <WhatNext claim={claim} />
      {claim.overdue && (
        <Text size="sm" mt="xs">
          {t('overdue')}
        </Text>
      )}
    </section>
  )
}

/** The next thing to happen and the day by which it does, where one is set. */
export function WhatNext({ claim }: { claim: Claim }) {
  const t = useTrackingT()
  const { language } = useLanguage()
  const final = claim.state === 'rejected' && !claim.moves.includes('appeal')
  return (
    <div className={classes['next']}>
      <h2>{t('next')}</h2>
      <p>{t(final ? 'next.rejectedFinal' : `next.${claim.state}`)}</p>
      {claim.decisionDueOn && (
        <p className={classes['due']}>{t('by', { day: formatDay(claim.decisionDueOn, language) })}</p>
      )}
    </div>
  )
}
