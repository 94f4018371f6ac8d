import { Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconWebhook } from '@tabler/icons-react'
import { useState } from 'react'
import { q } from '#api/query.ts'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { DataTable } from '#kit/table/data-table.tsx'
import { useGo } from '../../navigation.tsx'
import { ListSkeleton } from '../../parts/list-table.tsx'
import { paths } from '../../paths.ts'
import { useLack } from '../../session.tsx'
import { CreateEndpoint } from './create-endpoint.tsx'
import { EndpointStateBadge } from './endpoint-state.tsx'
import { useT } from './messages.ts'
import { SecretOnce } from './secret-once.tsx'
import type { Endpoint, EndpointWithSecret } from './types.ts'

/** Webhook: where news of the organisation is sent to. */
export function WebhooksPage() {
  const t = useT()
  useTitle(t('title'))
  const go = useGo()
  const lack = useLack()('webhooks:write')
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<EndpointWithSecret | null>(null)
  const list = useQuery(q('/v1/webhook-endpoints'))
  const add = (
    <ActionButton disabledReason={lack} onClick={() => setOpen(true)}>
      {t('add')}
    </ActionButton>
  )
  return (
    <>
      <Group justify="space-between" mb="md" gap="sm">
        <Text size="sm" c="dimmed">
          {t('lead')}
        </Text>
        {list.data?.items.length !== 0 && add}
      </Group>
      <Loadable state={list} skeleton={<ListSkeleton />}>
        {({ items }) => (
          <DataTable
            label={t('title')}
            columns={columnsOf(t)}
            rows={items}
            rowKey={(row) => row.id}
            onOpen={(row) => go(paths.webhook(row.id))}
            empty={
              <div className="surface">
                <EmptyState icon={<IconWebhook size={40} />} title={t('empty')} actions={add}>
                  {t('emptyHint')}
                </EmptyState>
              </div>
            }
          />
        )}
      </Loadable>
      <CreateEndpoint
        opened={open}
        onClose={() => setOpen(false)}
        onMade={(endpoint) => {
          setOpen(false)
          setMade(endpoint)
        }}
      />
      {made && <SecretOnce secret={made.secret} onClose={() => setMade(null)} />}
    </>
  )
}

function columnsOf(t: ReturnType<typeof useT>): Column<Endpoint>[] {
  return [
    { key: 'url', header: t('url'), cell: (row) => row.url },
    { key: 'topics', header: t('topics'), cell: (row) => row.topics.join(', ') },
    { key: 'store', header: t('store'), wideOnly: true, cell: (row) => row.storeCode ?? t('allStores') },
    { key: 'state', header: t('state'), cell: (row) => <EndpointStateBadge state={row.state} /> },
    {
      key: 'created',
      header: t('created'),
      wideOnly: true,
      cell: (row) => <DateText value={row.createdAt} />,
    },
  ]
}
