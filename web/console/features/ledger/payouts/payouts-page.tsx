import { Group, Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconBuildingBank } from '@tabler/icons-react'
import { useState } from 'react'
import { present, q } from '#api/query.ts'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { pageSize, useListAddress } from '../../../address.ts'
import { ListTable } from '../../../parts/list-table.tsx'
import { useLack } from '../../../session.tsx'
import { useT } from '../messages.ts'
import type { PayoutRun } from '../types.ts'
import { PreparePayouts } from './prepare-payouts.tsx'
import { RunDrawer } from './run-drawer.tsx'
import { RunStateBadge } from './run-state.tsx'

/** 店舗への支払い: runs of payouts, prepared, looked at, and confirmed. */
export function PayoutsPage() {
  const t = useT()
  useTitle(t('payoutsTitle'))
  const lack = useLack()('ledger:write')
  const [preparing, setPreparing] = useState(false)
  const address = useListAddress('/money/payouts')
  const query = present({ limit: pageSize, cursor: address.page.cursor })
  const list = useQuery({
    ...q('/v1/ledger/payout-runs', { params: { query } }),
    placeholderData: keepPreviousData,
  })
  const prepare = (
    <ActionButton disabledReason={lack} onClick={() => setPreparing(true)}>
      {t('prepare')}
    </ActionButton>
  )
  return (
    <>
      <Group justify="space-between" mb="md" gap="sm">
        <Text size="sm" c="dimmed">
          {t('payoutsLead')}
        </Text>
        {list.data?.items.length !== 0 && prepare}
      </Group>
      <ListTable
        state={list}
        label={t('payoutsTitle')}
        columns={useColumns()}
        rowKey={(row) => row.id}
        address={address}
        empty={
          <EmptyState icon={<IconBuildingBank size={40} />} title={t('noRuns')} actions={prepare}>
            {t('noRunsHint')}
          </EmptyState>
        }
      />
      <PreparePayouts
        opened={preparing}
        onClose={() => setPreparing(false)}
        onPrepared={(run) => {
          setPreparing(false)
          address.openRow(run.id)
        }}
      />
      <RunDrawer openId={address.open} onClose={address.closeRow} />
    </>
  )
}

function useColumns(): Column<PayoutRun>[] {
  const t = useT()
  return [
    { key: 'upTo', header: t('upTo'), cell: (row) => <DateText value={row.upTo} /> },
    { key: 'state', header: t('state'), cell: (row) => <RunStateBadge state={row.state} /> },
    {
      key: 'stores',
      header: t('stores'),
      align: 'right',
      cell: (row) => <span className="figures">{row.payouts.length}</span>,
    },
    {
      key: 'prepared',
      header: t('preparedAt'),
      wideOnly: true,
      cell: (row) => <DateText value={row.preparedAt} time />,
    },
    {
      key: 'amount',
      header: t('amount'),
      align: 'right',
      cell: (row) => <MoneyText amount={row.amount} currency={row.currency} />,
    },
  ]
}
