import { Alert, Group, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { q, useWrite } from '#api/query.ts'
import { Confirm } from '#kit/confirm.tsx'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { useGo } from '../../navigation.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { ListSkeleton } from '../../parts/list-table.tsx'
import { notifyDone } from '../../parts/notify.ts'
import { Section } from '../../parts/section.tsx'
import { paths } from '../../paths.ts'
import { useLack } from '../../session.tsx'
import { EndpointStateBadge } from './endpoint-state.tsx'
import { MessageLog } from './message-log.tsx'
import { useT } from './messages.ts'
import { SecretOnce } from './secret-once.tsx'
import type { Endpoint } from './types.ts'

/** One endpoint: what it listens to, what was sent, and how it went. */
export function EndpointPage() {
  const t = useT()
  useTitle(t('title'))
  const { endpointId } = useParams({ strict: false }) as { endpointId: string }
  const state = useQuery(q('/v1/webhook-endpoints/{endpointId}', { params: { path: { endpointId } } }))
  return (
    <>
      <BackLink place={paths.webhooks()}>{t('title')}</BackLink>
      <Loadable state={state} skeleton={<ListSkeleton />}>
        {(endpoint) => (
          <>
            <Group mb="md" gap="sm">
              <Title order={2}>{endpoint.url}</Title>
              <EndpointStateBadge state={endpoint.state} />
            </Group>
            <Actions endpoint={endpoint} />
            {endpoint.disabledReason !== null && (
              <Alert color="red" mb="md" title={t('disabledTitle')}>
                {endpoint.disabledReason}
              </Alert>
            )}
            <Stack gap="md">
              <Section title={t('facts')}>
                <Facts
                  items={[
                    { label: t('topics'), value: endpoint.topics.join(', ') },
                    { label: t('store'), value: endpoint.storeCode ?? t('allStores') },
                    { label: t('created'), value: <DateText value={endpoint.createdAt} time /> },
                    endpoint.previousSecretUntil !== null && {
                      label: t('oldSecret'),
                      value: <DateText value={endpoint.previousSecretUntil} time />,
                    },
                  ]}
                />
              </Section>
              <MessageLog endpoint={endpoint} />
            </Stack>
          </>
        )}
      </Loadable>
    </>
  )
}

const stale = ['/v1/webhook-endpoints', '/v1/webhook-endpoints/{endpointId}'] as const

function Actions({ endpoint }: { endpoint: Endpoint }) {
  const t = useT()
  const go = useGo()
  const lack = useLack()('webhooks:write')
  const [open, setOpen] = useState<'rotate' | 'remove' | null>(null)
  const [secret, setSecret] = useState<string | null>(null)
  const params = { path: { endpointId: endpoint.id } }
  const close = () => setOpen(null)
  const pause = useWrite('post', '/v1/webhook-endpoints/{endpointId}/pause', { stale })
  const resume = useWrite('post', '/v1/webhook-endpoints/{endpointId}/resume', { stale })
  const test = useWrite('post', '/v1/webhook-endpoints/{endpointId}/test', {
    stale: ['/v1/webhook-endpoints/{endpointId}/messages'],
    onDone: () => notifyDone(t('testDone')),
  })
  const rotate = useWrite('post', '/v1/webhook-endpoints/{endpointId}/rotate-secret', {
    stale,
    onDone: (answer) => {
      close()
      setSecret(answer.secret)
    },
  })
  const remove = useWrite('delete', '/v1/webhook-endpoints/{endpointId}', {
    stale: ['/v1/webhook-endpoints'],
    onDone: () => {
      notifyDone(t('removed'))
      go(paths.webhooks())
    },
  })
  const isActive = endpoint.state === 'active'
  return (
    <>
      <Group gap="sm" mb="md">
        <ActionButton
          size="sm"
          loading={test.isPending}
          disabledReason={lack ?? (isActive ? undefined : t('notActive'))}
          onClick={() => test.mutate({ params })}
        >
          {t('test')}
        </ActionButton>
        <ActionButton
          size="sm"
          variant="default"
          loading={pause.isPending || resume.isPending}
          disabledReason={lack}
          onClick={() => (isActive ? pause.mutate({ params }) : resume.mutate({ params }))}
        >
          {t(isActive ? 'pause' : 'resume')}
        </ActionButton>
        <ActionButton size="sm" variant="default" disabledReason={lack} onClick={() => setOpen('rotate')}>
          {t('rotate')}
        </ActionButton>
        <ActionButton
          size="sm"
          variant="default"
          color="red"
          disabledReason={lack}
          onClick={() => setOpen('remove')}
        >
          {t('remove')}
        </ActionButton>
      </Group>
      <ErrorLine error={test.error ?? pause.error ?? resume.error} />
      <Confirm
        opened={open === 'rotate'}
        title={t('rotateTitle')}
        confirmLabel={t('rotate')}
        busy={rotate.isPending}
        error={rotate.error}
        onClose={close}
        onConfirm={() => rotate.mutate({ params })}
      >
        <Text size="sm">{t('rotateText')}</Text>
      </Confirm>
      <Confirm
        opened={open === 'remove'}
        title={t('removeTitle')}
        confirmLabel={t('remove')}
        loss
        busy={remove.isPending}
        error={remove.error}
        onClose={close}
        onConfirm={() => remove.mutate({ params })}
      >
        <Text size="sm">{t('removeText')}</Text>
      </Confirm>
      {secret !== null && <SecretOnce secret={secret} onClose={() => setSecret(null)} />}
    </>
  )
}
