import { Group } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconBuildingStore } from '@tabler/icons-react'
import { present, q } from '#api/query.ts'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { newRow, pageSize, useListAddress } from '../../address.ts'
import { useT as useCommonT } from '../../messages.ts'
import { ListTable } from '../../parts/list-table.tsx'
import { useLack } from '../../session.tsx'
import type { Store } from '../../types.ts'
import { CreateStore } from './create-store.tsx'
import { useT } from './messages.ts'
import { StoreDrawer } from './store-drawer.tsx'

/** 店舗: the places that sell, by code. */
export function StoresPage() {
  const t = useT()
  const lack = useLack()
  const address = useListAddress('/settings/stores')
  const query = present({ limit: pageSize, cursor: address.page.cursor })
  const list = useQuery({ ...q('/v1/stores', { params: { query } }), placeholderData: keepPreviousData })
  const add = (
    <ActionButton disabledReason={lack('stores:write')} onClick={() => address.openRow(newRow)}>
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
        label={t('title')}
        columns={useColumns()}
        rowKey={(row) => row.code}
        address={address}
        empty={
          <EmptyState icon={<IconBuildingStore size={40} />} title={t('empty')} actions={add}>
            {t('emptyHint')}
          </EmptyState>
        }
      />
      <CreateStore opened={address.open === newRow} onClose={address.closeRow} />
      <StoreDrawer openCode={address.open === newRow ? undefined : address.open} onClose={address.closeRow} />
    </>
  )
}

function useColumns(): Column<Store>[] {
  const t = useT()
  const common = useCommonT()
  return [
    { key: 'name', header: t('name'), cell: (row) => row.name },
    { key: 'code', header: t('code'), cell: (row) => <span className="figures">{row.code}</span> },
    { key: 'kind', header: t('kind'), cell: (row) => common(`storeKind.${row.kind}`) },
    { key: 'currency', header: t('currency'), cell: (row) => row.currency },
    { key: 'zone', header: t('zone'), wideOnly: true, cell: (row) => row.timeZone },
    {
      key: 'created',
      header: common('created'),
      wideOnly: true,
      cell: (row) => <DateText value={row.createdAt} />,
    },
  ]
}
