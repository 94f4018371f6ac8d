import { Group } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconBuilding } from '@tabler/icons-react'
import { present, q } from '#api/query.ts'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { TestBadge } from '#kit/shell/test-badge.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { newRow, pageSize, useListAddress } from '../../address.ts'
import { useT as useCommonT } from '../../messages.ts'
import { useLast } from '../../parts/last.ts'
import { ListTable } from '../../parts/list-table.tsx'
import { useLack } from '../../session.tsx'
import type { Organisation } from '../../types.ts'
import { CreateOrganisation } from './create-organisation.tsx'
import { useT } from './messages.ts'
import { OrganisationFacts } from './organisation-page.tsx'

/** 事業者の一覧: for owners of the platform. */
export function OrganisationsPage() {
  const t = useT()
  const lack = useLack()
  const address = useListAddress('/settings/organisations')
  const query = present({ limit: pageSize, cursor: address.page.cursor })
  const list = useQuery({
    ...q('/v1/organisations', { params: { query } }),
    placeholderData: keepPreviousData,
  })
  const { open } = address
  const opened = list.data?.items.find((one) => one.id === open)
  const shown = useLast(opened)
  const add = (
    <ActionButton disabledReason={lack('organisations:write')} onClick={() => address.openRow(newRow)}>
      {t('add')}
    </ActionButton>
  )
  return (
    <>
      {list.data?.items.length !== 0 && (
        <Group justify="flex-end" mb="md">
          {add}
        </Group>
      )}
      <ListTable
        state={list}
        label={t('listTitle')}
        columns={useColumns()}
        rowKey={(row) => row.id}
        address={address}
        empty={<EmptyState icon={<IconBuilding size={40} />} title={t('empty')} actions={add} />}
      />
      <CreateOrganisation opened={open === newRow} onClose={address.closeRow} />
      {shown && (
        <DetailDrawer
          opened={opened !== undefined}
          onClose={address.closeRow}
          title={shown.name}
          facts={<OrganisationFacts organisation={shown} />}
        />
      )}
    </>
  )
}

function useColumns(): Column<Organisation>[] {
  const t = useT()
  const common = useCommonT()
  return [
    { key: 'name', header: t('name'), cell: (row) => row.name },
    { key: 'kind', header: t('kind'), cell: (row) => common(`organisationKind.${row.kind}`) },
    {
      key: 'mode',
      header: t('mode'),
      cell: (row) => (row.mode === 'test' ? <TestBadge /> : common('mode.live')),
    },
    { key: 'created', header: common('created'), cell: (row) => <DateText value={row.createdAt} /> },
  ]
}
