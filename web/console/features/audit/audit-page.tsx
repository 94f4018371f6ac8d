import { Group, Text } from '@mantine/core'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { IconDownload, IconListSearch } from '@tabler/icons-react'
import { download } from '#api/download.ts'
import { present, q } from '#api/query.ts'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { pageSize, useListAddress } from '../../address.ts'
import { ListTable } from '../../parts/list-table.tsx'
import { useSession } from '../../session.tsx'
import { AuditDrawer } from './audit-drawer.tsx'
import { AuditFilters } from './audit-filters.tsx'
import type { ActorKind } from './audit-words.ts'
import { useColumns } from './columns.tsx'
import { useT } from './messages.ts'

/** 操作の記録: who changed what. */
export function AuditPage() {
  const t = useT()
  useTitle(t('title'))
  const { staff } = useSession()
  if (staff.storeCodes !== null) return <EmptyState title={t('allStores')} />
  return <AuditLog />
}

function AuditLog() {
  const t = useT()
  const address = useListAddress(
    '/settings/audit',
    'q',
    'entity',
    'id',
    'action',
    'kind',
    'actor',
    'from',
    'to',
  )
  const { values } = address
  const filter = present({
    text: values.q,
    entity: values.entity,
    entityId: values.id,
    action: values.action,
    actorKind: values.kind as ActorKind | '',
    actorId: values.actor,
    from: startOf(values.from, 0),
    to: startOf(values.to, 1),
  })
  const query = { ...filter, ...present({ limit: pageSize, cursor: address.page.cursor }) }
  const list = useQuery({ ...q('/v1/audit', { params: { query } }), placeholderData: keepPreviousData })
  const csv = useMutation({
    mutationFn: () => download('/v1/audit/download', { params: { query: filter } }, 'audit.csv'),
  })
  return (
    <>
      <Group justify="space-between" mb="md" gap="sm">
        <Text size="sm" c="dimmed">
          {values.q === '' ? t('lead') : t('searchHint')}
        </Text>
        <ActionButton
          variant="default"
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={csv.isPending}
          onClick={() => csv.mutate()}
        >
          {t('download')}
        </ActionButton>
      </Group>
      <ErrorLine error={csv.error} />
      <AuditFilters address={address} />
      <ListTable
        state={list}
        label={t('title')}
        columns={useColumns()}
        rowKey={(row) => row.id}
        address={address}
        empty={
          address.isFiltered ? (
            <EmptyState title={t('noMatch')}>{t('noMatchHint')}</EmptyState>
          ) : (
            <EmptyState icon={<IconListSearch size={40} />} title={t('empty')} />
          )
        }
      />
      <AuditDrawer
        entry={list.data?.items.find((one) => one.id === address.open)}
        onClose={address.closeRow}
      />
    </>
  )
}

/** The instant at which a day begins by the reader's own clock, some days later. */
function startOf(day: string, later: number): string {
  if (day === '') return ''
  const at = new Date(`${day}T00:00`)
  at.setDate(at.getDate() + later)
  return Number.isNaN(at.valueOf()) ? '' : at.toISOString()
}
