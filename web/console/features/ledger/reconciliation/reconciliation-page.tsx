import { Box, Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconChecks } from '@tabler/icons-react'
import { present, q } from '#api/query.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { FilterBar } from '#kit/table/filter-bar.tsx'
import { pageSize, useListAddress } from '../../../address.ts'
import { ListTable } from '../../../parts/list-table.tsx'
import { useSession } from '../../../session.tsx'
import { useT } from '../messages.ts'
import type { Difference, Provider } from '../types.ts'
import { DifferenceDrawer } from './difference-drawer.tsx'
import { keyOf, outcomes, providers } from './difference.ts'
import { UploadFile } from './upload-file.tsx'

/** 照合: files of providers against our books, and what differs until somebody says why. */
export function ReconciliationPage() {
  const t = useT()
  useTitle(t('reconciliationTitle'))
  const { staff } = useSession()
  if (staff.storeCodes !== null) return <EmptyState title={t('wholeOnly')} />
  return (
    <>
      <UploadFile />
      <Box mt="md">
        <Queue />
      </Box>
    </>
  )
}

function Queue() {
  const t = useT()
  const address = useListAddress('/money/reconciliation', 'provider', 'outcome', 'resolved')
  const { provider, outcome, resolved } = address.values
  const query = present({
    provider: provider as Provider | '',
    outcome: outcome as Difference['outcome'] | '',
    resolved: (resolved === 'all' ? '' : resolved || 'false') as 'true' | 'false' | '',
    limit: pageSize,
    cursor: address.page.cursor,
  })
  const list = useQuery({
    ...q('/v1/ledger/differences', { params: { query } }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <FilterBar active={address.isFiltered} onClear={address.clearFilters}>
        <Select
          w={150}
          aria-label={t('provider')}
          placeholder={t('allProviders')}
          clearable
          data={providers.map((value) => ({ value, label: t(`provider.${value}`) }))}
          value={provider === '' ? null : provider}
          onChange={(value) => address.setFilters({ provider: value ?? undefined })}
        />
        <Select
          w={220}
          aria-label={t('outcome')}
          placeholder={t('allOutcomes')}
          clearable
          data={outcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
          value={outcome === '' ? null : outcome}
          onChange={(value) => address.setFilters({ outcome: value ?? undefined })}
        />
        <Select
          w={150}
          aria-label={t('state')}
          allowDeselect={false}
          data={[
            { value: 'false', label: t('unresolved') },
            { value: 'true', label: t('resolved') },
            { value: 'all', label: t('allDifferences') },
          ]}
          value={resolved || 'false'}
          onChange={(value) =>
            address.setFilters({ resolved: value === 'false' ? undefined : (value ?? undefined) })
          }
        />
      </FilterBar>
      <ListTable
        state={list}
        label={t('differences')}
        columns={useColumns()}
        rowKey={keyOf}
        address={address}
        empty={
          <EmptyState icon={<IconChecks size={40} />} title={t('noDifferences')}>
            {t('noDifferencesHint')}
          </EmptyState>
        }
      />
      <DifferenceDrawer
        difference={list.data?.items.find((one) => keyOf(one) === address.open)}
        onClose={address.closeRow}
      />
    </>
  )
}

function useColumns(): Column<Difference>[] {
  const t = useT()
  return [
    {
      key: 'at',
      header: t('occurredAt'),
      width: 200,
      cell: (row) => <DateText value={row.occurredAt} time />,
    },
    { key: 'provider', header: t('provider'), cell: (row) => t(`provider.${row.provider}`) },
    {
      key: 'outcome',
      header: t('outcome'),
      cell: (row) => (
        <StatusBadge tone={row.resolvedAt === null ? 'bad' : 'good'}>
          {t(`outcome.${row.outcome}`)}
        </StatusBadge>
      ),
    },
    {
      key: 'file',
      header: t('inFile'),
      align: 'right',
      cell: (row) => <MoneyText amount={row.amount} currency={row.currency} />,
    },
    {
      key: 'known',
      header: t('inBooks'),
      align: 'right',
      cell: (row) =>
        row.knownAmount !== null && <MoneyText amount={row.knownAmount} currency={row.currency} />,
    },
  ]
}
