import { Button, Code, Group, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { pages, useWrite } from '#api/query.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { notifyDone } from '../../parts/notify.ts'
import parts from '../../parts/parts.module.css'
import { Section } from '../../parts/section.tsx'
import { useLack } from '../../session.tsx'
import { useT } from './messages.ts'
import type { Endpoint, Message } from './types.ts'

const tones = { waiting: 'waiting', delivered: 'good', failed: 'bad' } as const

/** What was sent, the newest first, with every try and its answer. */
export function MessageLog({ endpoint }: { endpoint: Endpoint }) {
  const t = useT()
  const log = useInfiniteQuery({
    ...pages('/v1/webhook-endpoints/{endpointId}/messages', {
      params: { path: { endpointId: endpoint.id }, query: { limit: 20 } },
    }),
    refetchInterval: 5000,
  })
  const state = { ...log, data: log.data?.pages.flatMap((page) => page.items) }
  return (
    <Section title={t('log')}>
      <Loadable state={state} skeleton={<SkeletonRows count={3} />}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('logEmpty')}
            </Text>
          ) : (
            items.map((message) => <Entry key={message.id} endpoint={endpoint} message={message} />)
          )
        }
      </Loadable>
      {log.hasNextPage && (
        <Button
          mt="sm"
          size="sm"
          variant="default"
          loading={log.isFetchingNextPage}
          onClick={() => void log.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </Section>
  )
}

function Entry({ endpoint, message }: { endpoint: Endpoint; message: Message }) {
  const t = useT()
  const lack = useLack()('webhooks:write')
  const replay = useWrite('post', '/v1/webhook-endpoints/{endpointId}/messages/{messageId}/replay', {
    stale: ['/v1/webhook-endpoints/{endpointId}/messages'],
    onDone: () => notifyDone(t('replayed')),
  })
  return (
    <details className={parts['clause']}>
      <summary>
        <StatusBadge tone={tones[message.state]}>{t(`message.${message.state}`)}</StatusBadge>
        <code>{message.topic}</code>
        <span className={parts['muted']}>
          <DateText value={message.createdAt} time />
        </span>
      </summary>
      <ul>
        {message.attempts.map((attempt) => (
          <li key={attempt.at}>
            <DateText value={attempt.at} time /> ·{' '}
            {attempt.status === null ? t('noAnswer') : t('answer', { status: String(attempt.status) })} ·{' '}
            {t('took', { milliseconds: String(attempt.milliseconds) })}
            {attempt.error !== null && ` · ${attempt.error}`}
          </li>
        ))}
      </ul>
      {message.nextAt !== null && (
        <Text size="sm" mb="xs">
          {t('nextAt')} <DateText value={message.nextAt} time />
        </Text>
      )}
      <Code block>{message.body}</Code>
      {!lack && endpoint.state === 'active' && (
        <Group mt="xs" mb="sm">
          <Button
            size="xs"
            variant="default"
            loading={replay.isPending}
            onClick={() =>
              replay.mutate({ params: { path: { endpointId: endpoint.id, messageId: message.id } } })
            }
          >
            {t('replay')}
          </Button>
        </Group>
      )}
      <ErrorLine error={replay.error} />
    </details>
  )
}
