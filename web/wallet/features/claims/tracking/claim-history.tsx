import { Text, Title } from '@mantine/core'
import type { Claim, ClaimHistoryEntry } from '#api/types.ts'
import { History } from '#kit/detail/history.tsx'
import { useClaimT } from '../../../parts/claims/messages.ts'
import { useTrackingT } from './messages.ts'
import classes from './tracking.module.css'

const stages = ['acceptance', 'repair', 'shipping', 'completion'] as const

/** What happened, in the four kinds in which claims are recorded. */
export function ClaimHistory({ claim }: { claim: Claim }) {
  const t = useTrackingT()
  const title = useEventTitle()
  return stages.map((stage) => {
    const entries = claim.history.filter((entry) => entry.stage === stage).toReversed()
    return (
      <section key={stage} className={classes['stage']} aria-labelledby={`stage-${stage}`}>
        <Title order={3} id={`stage-${stage}`}>
          {t(`stage.${stage}`)}
        </Title>
        {entries.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('stage.none')}
          </Text>
        ) : (
          <History
            zone={claim.store.timeZone}
            entries={entries.map((entry) => ({
              key: String(entry.n),
              at: entry.at,
              title: title(entry),
              detail: <Detail entry={entry} />,
              actor: t(`by.${entry.by}`),
            }))}
          />
        )}
      </section>
    )
  })
}

function Detail({ entry }: { entry: ClaimHistoryEntry }) {
  const t = useTrackingT()
  const { tracking, reference, reason } = entry.data
  const contractEnded = entry.kind === 'withdraw' && typeof reason === 'string'
  return (
    <>
      {typeof tracking === 'string' && <div>{t('event.tracking', { number: tracking })}</div>}
      {typeof reference === 'string' && <div>{reference}</div>}
      {entry.kind === 'block' && typeof reason === 'string' && <div>{reason}</div>}
      {contractEnded && <div>{t('reason.contract_ended')}</div>}
      {entry.note && <div className={classes['note']}>{entry.note}</div>}
    </>
  )
}

const events = [
  'filed',
  'request_information',
  'answer_information',
  'accept',
  'reject',
  'withdraw',
  'appeal',
  'order_replacement',
  'issue_coupon',
  'coupon_used',
  'coupon_returned',
  'coupon_ended',
  'refund',
  'block',
  'unblock',
  'escalate',
  'photo_added',
] as const

/** A step forward is called by the state that it led to, everything else by what was done. */
function useEventTitle(): (entry: ClaimHistoryEntry) => string {
  const t = useTrackingT()
  const words = useClaimT()
  return ({ kind, state }) => {
    if (kind === 'advance') return words(`state.${state}`)
    const event = events.find((name) => name === kind)
    return t(event ? `event.${event}` : 'event.other')
  }
}
