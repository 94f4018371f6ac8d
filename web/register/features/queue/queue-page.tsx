import { Stack, Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useErrorText } from '#kit/i18n/error-text.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { useT } from '../../messages.ts'
import { useGo } from '../../navigation.tsx'
import { KeyButton } from '../../parts/key-button.tsx'
import page from '../../parts/page.module.css'
import { paths } from '../../paths.ts'
import { useDevice } from '../../till/device.ts'
import { useNetwork } from '../../till/network.ts'
import { kept, refreshOutbox, sendWaiting, useOutbox } from '../../till/outbox.ts'
import { settleGivenUp } from '../../till/queue.ts'
import type { Answered, Closed, Entry } from '../../till/queue.ts'
import { EntryDialog } from './entry-dialog.tsx'

/** What waits on this device, what a person has to look at, and what was sent lately. */
export function QueuePage() {
  const t = useT()
  useTitle(t('toQueue'))
  const { open, answered, closed, lasting } = useOutbox()
  const { online } = useNetwork()
  const troubled = open.filter(({ state }) => state !== 'waiting')
  const waiting = open.filter(({ state }) => state === 'waiting')
  const givenUp = answered.filter((one) => one.givenUp && one.settlement.state !== 'failed')
  const late = answered.filter((one) => one.late && !one.givenUp).toReversed()
  return (
    <div className={page['page']}>
      <Title order={1}>{t('toQueue')}</Title>
      {!lasting && (
        <Text c="red" role="alert">
          {t('queue.notLasting')}
        </Text>
      )}
      {(troubled.length > 0 || givenUp.length > 0) && (
        <section>
          <Title order={2}>{t('queue.look')}</Title>
          <Text size="sm" c="dimmed">
            {t('queue.lookText')}
          </Text>
          <ul className={page['list']}>
            {troubled.map((entry) => (
              <Troubled key={entry.seq} entry={entry} />
            ))}
            {givenUp.map((one) => (
              <GivenUp key={one.seq} one={one} />
            ))}
          </ul>
        </section>
      )}
      <section>
        <Title order={2}>{t('queue.waiting', { count: waiting.length })}</Title>
        {waiting.length === 0 ? (
          <EmptyState icon={<IconCircleCheck size={40} />} title={t('queue.none')}>
            {t('queue.noneText')}
          </EmptyState>
        ) : (
          <>
            <Text size="sm" c="dimmed">
              {t(online ? 'queue.sending' : 'queue.whenBack')}
            </Text>
            <ul className={page['list']}>
              {waiting.map((entry) => (
                <li key={entry.seq}>
                  <SaleWords entry={entry} />
                  <StatusBadge tone="waiting">{t('queue.waits', { tries: entry.tries })}</StatusBadge>
                </li>
              ))}
            </ul>
            <KeyButton disabled={!online} onPress={() => void sendWaiting()}>
              {t('queue.sendNow')}
            </KeyButton>
          </>
        )}
      </section>
      {late.length > 0 && <Sent late={late} />}
      {closed.length > 0 && <ClosedOnes closed={closed} />}
    </div>
  )
}

function SaleWords({ entry }: { entry: Entry }) {
  const { timeZone } = useDevice().store
  return (
    <span className={page['words']}>
      <strong>
        <MoneyText amount={entry.body.expectedAmountDue ?? entry.fullPrice} currency={entry.body.currency} />
      </strong>
      <span className="figures">{entry.reference}</span>
      <DateText value={entry.madeAt} zone={timeZone} time />
    </span>
  )
}

function Troubled({ entry }: { entry: Entry }) {
  const t = useT()
  const describe = useErrorText()
  const [looking, setLooking] = useState(false)
  const { text, code } = describe(entry.problem)
  return (
    <li>
      <Stack gap={4} flex={1}>
        <SaleWords entry={entry} />
        <Text size="sm">{text}</Text>
        <Text size="xs" c="dimmed">
          {code}
        </Text>
      </Stack>
      <KeyButton onPress={() => setLooking(true)}>{t('queue.see')}</KeyButton>
      {looking && <EntryDialog entry={entry} onClose={() => setLooking(false)} />}
    </li>
  )
}

/** Paid after all: a person decides whether the goods go out or the money goes back. */
function GivenUp({ one }: { one: Answered }) {
  const t = useT()
  const go = useGo()
  return (
    <li>
      <Stack gap={4} flex={1}>
        <span className="figures">{one.reference}</span>
        <Text size="sm">{t('queue.paidAfterAll')}</Text>
      </Stack>
      <KeyButton onPress={() => go(paths.sales({ find: one.reference }))}>{t('queue.open')}</KeyButton>
      <KeyButton
        variant="subtle"
        onPress={() =>
          void kept()
            .then((here) => settleGivenUp(here, one.seq))
            .then(() => refreshOutbox())
        }
      >
        {t('queue.seen')}
      </KeyButton>
    </li>
  )
}

function Sent({ late }: { late: readonly Answered[] }) {
  const t = useT()
  const go = useGo()
  return (
    <section>
      <Title order={2}>{t('queue.sent')}</Title>
      <Text size="sm" c="dimmed">
        {t('queue.sentText')}
      </Text>
      <ul className={page['list']}>
        {late.slice(0, 30).map(({ seq, reference, settlement }) => (
          <li key={seq}>
            <span className={page['words']}>
              <strong>
                <MoneyText amount={settlement.amountDue} currency={settlement.currency} />
              </strong>
              <span className="figures">{reference}</span>
            </span>
            <KeyButton onPress={() => go(paths.sales({ find: reference }))}>{t('queue.open')}</KeyButton>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ClosedOnes({ closed }: { closed: readonly Closed[] }) {
  const t = useT()
  const { timeZone } = useDevice().store
  return (
    <section>
      <Title order={2}>{t('queue.closed')}</Title>
      <ul className={page['list']}>
        {closed.toReversed().map(({ seq, entry, reason, by, at }) => (
          <li key={seq}>
            <Stack gap={4} flex={1}>
              <SaleWords entry={entry} />
              <Text size="sm">{reason}</Text>
              <Text size="xs" c="dimmed">
                {by} <DateText value={at} zone={timeZone} time />
              </Text>
            </Stack>
          </li>
        ))}
      </ul>
    </section>
  )
}
