import { Group } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconUsers } from '@tabler/icons-react'
import { present, q } from '#api/query.ts'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { newRow, pageSize, useListAddress } from '../../address.ts'
import { useT as useCommonT } from '../../messages.ts'
import { ListTable } from '../../parts/list-table.tsx'
import classes from '../../parts/parts.module.css'
import { useLack } from '../../session.tsx'
import type { Staff } from '../../types.ts'
import { CreateStaff } from './create-staff.tsx'
import { useT } from './messages.ts'
import { StaffDrawer } from './staff-drawer.tsx'

/** スタッフ: who signs in here, by age; those who were removed stay in the list for what they did. */
export function StaffPage() {
  const t = useT()
  const lack = useLack()
  const address = useListAddress('/settings/staff')
  const query = present({ limit: pageSize, cursor: address.page.cursor })
  const list = useQuery({ ...q('/v1/staff', { params: { query } }), placeholderData: keepPreviousData })
  const { open } = address
  const add = (
    <ActionButton disabledReason={lack('staff:write')} onClick={() => address.openRow(newRow)}>
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
        rowKey={(row) => row.id}
        address={address}
        empty={<EmptyState icon={<IconUsers size={40} />} title={t('empty')} actions={add} />}
      />
      <CreateStaff opened={open === newRow} onClose={address.closeRow} />
      <StaffDrawer openStaff={list.data?.items.find((one) => one.id === open)} onClose={address.closeRow} />
    </>
  )
}

function useColumns(): Column<Staff>[] {
  const t = useT()
  const common = useCommonT()
  return [
    {
      key: 'name',
      header: t('name'),
      cell: (row) => (
        <>
          {row.name}
          <div className={classes['muted']}>{row.email}</div>
        </>
      ),
    },
    { key: 'role', header: t('role'), cell: (row) => common(`role.${row.role}`) },
    {
      key: 'stores',
      header: common('store'),
      cell: (row) =>
        row.storeCodes === null
          ? common('store.all')
          : row.storeCodes.length > 2
            ? t('storesCount', { count: row.storeCodes.length })
            : row.storeCodes.join(', '),
    },
    {
      key: 'created',
      header: common('created'),
      wideOnly: true,
      cell: (row) => <DateText value={row.createdAt} />,
    },
    {
      key: 'state',
      header: t('state'),
      cell: (row) =>
        row.removedAt === null ? (
          <StatusBadge tone="good">{t('active')}</StatusBadge>
        ) : (
          <StatusBadge tone="ended">{t('removed')}</StatusBadge>
        ),
    },
  ]
}
