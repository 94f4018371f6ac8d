import { Text } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconCalendarStats } from '@tabler/icons-react'
import { present, q, question, useWrite } from '#api/query.ts'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { formatMonth } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { Confirm } from '#kit/confirm.tsx'
import { useState } from 'react'
import { pageSize, useListAddress } from '../../address.ts'
import { useLast } from '../../parts/last.ts'
import { ListTable } from '../../parts/list-table.tsx'
import { notifyDone } from '../../parts/notify.ts'
import { useLack, useSession } from '../../session.tsx'
import { useT } from './messages.ts'
import { TotalsTable } from './totals-table.tsx'
import type { Period } from './types.ts'

/** 月の締め: months of the books; a closed one takes no more postings. */
export function PeriodsPage() {
  const t = useT()
  useTitle(t('periodsTitle'))
  const { staff } = useSession()
  const columns = useColumns()
  const address = useListAddress('/money/periods')
  const query = present({ limit: pageSize, cursor: address.page.cursor })
  const list = useQuery({
    ...q('/v1/ledger/periods', { params: { query } }),
    placeholderData: keepPreviousData,
    enabled: staff.storeCodes === null,
  })
  if (staff.storeCodes !== null) return <EmptyState title={t('wholeOnly')} />
  return (
    <>
      <Text size="sm" c="dimmed" mb="md">
        {t('periodsLead')}
      </Text>
      <ListTable
        state={list}
        label={t('periodsTitle')}
        columns={columns}
        rowKey={(row) => row.month}
        address={address}
        empty={
          <EmptyState icon={<IconCalendarStats size={40} />} title={t('nothingBooked')}>
            {t('nothingBookedHint')}
          </EmptyState>
        }
      />
      <PeriodDrawer openMonth={address.open} onClose={address.closeRow} />
    </>
  )
}

function useColumns(): Column<Period>[] {
  const t = useT()
  const { language } = useLanguage()
  return [
    { key: 'month', header: t('month'), cell: (row) => formatMonth(row.month, language) },
    {
      key: 'state',
      header: t('state'),
      cell: (row) => (
        <StatusBadge tone={row.state === 'closed' ? 'good' : row.ended ? 'info' : 'waiting'}>
          {t(row.state === 'closed' ? 'period.closed' : row.ended ? 'period.ended' : 'period.open')}
        </StatusBadge>
      ),
    },
    {
      key: 'closedAt',
      header: t('closedAt'),
      cell: (row) => row.closedAt !== null && <DateText value={row.closedAt} time />,
    },
  ]
}

function PeriodDrawer({ openMonth, onClose }: { openMonth: string | undefined; onClose: () => void }) {
  const t = useT()
  const { language } = useLanguage()
  const lack = useLack()('ledger:write')
  const [closing, setClosing] = useState(false)
  const month = useLast(openMonth)
  const state = useQuery({
    ...q('/v1/ledger/periods/{month}', { params: { path: { month: month ?? '' } } }),
    enabled: month !== undefined,
  })
  const period = state.data?.period
  const reason =
    period?.state === 'closed' ? t('closedAlready') : period?.ended === false ? t('notEnded') : undefined
  return (
    <DetailDrawer
      opened={openMonth !== undefined}
      onClose={onClose}
      title={month === undefined ? t('periodsTitle') : formatMonth(month, language)}
      actions={
        period && (
          <ActionButton size="sm" disabledReason={lack ?? reason} onClick={() => setClosing(true)}>
            {t('closePeriod')}
          </ActionButton>
        )
      }
      facts={
        <>
          <Loadable state={state} skeleton={<SkeletonRows />}>
            {({ items, sums }) => <TotalsTable label={t('periodTotals')} items={items} sums={sums} />}
          </Loadable>
          {month !== undefined && (
            <ClosePeriod month={month} opened={closing} onClose={() => setClosing(false)} />
          )}
        </>
      }
    />
  )
}

type CloseProps = { month: string; opened: boolean; onClose: () => void }

/** Closing, with what the month will say for ever. */
function ClosePeriod({ month, opened, onClose }: CloseProps) {
  const t = useT()
  const { language } = useLanguage()
  const params = { path: { month } }
  const preview = useQuery({
    ...question('/v1/ledger/periods/{month}/close-preview', { params }),
    enabled: opened,
    staleTime: 0,
    retry: false,
  })
  const close = useWrite('post', '/v1/ledger/periods/{month}/close', {
    stale: ['/v1/ledger/periods', '/v1/ledger/periods/{month}'],
    onDone: () => {
      notifyDone(t('periodDone'))
      onClose()
    },
  })
  return (
    <Confirm
      opened={opened}
      title={t('closeTitle', { month: formatMonth(month, language) })}
      confirmLabel={t('closePeriod')}
      busy={close.isPending}
      error={close.error}
      onClose={onClose}
      onConfirm={() => close.mutate({ params })}
    >
      <Text size="sm" mb="sm">
        {t('closeText')}
      </Text>
      <Loadable state={preview} skeleton={<SkeletonRows count={3} />}>
        {({ items, sums }) => <TotalsTable label={t('periodTotals')} items={items} sums={sums} />}
      </Loadable>
    </Confirm>
  )
}
