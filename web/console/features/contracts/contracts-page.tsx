import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconShieldCheck } from '@tabler/icons-react'
import { present, q } from '#api/query.ts'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { pageSize, useListAddress } from '../../address.ts'
import { LinkButton } from '../../navigation.tsx'
import { ListTable } from '../../parts/list-table.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import type { ContractState } from '../../types.ts'
import { useColumns } from './columns.tsx'
import { ContractDrawer } from './contract-drawer.tsx'
import { ContractFilters } from './contract-filters.tsx'
import { useT } from './messages.ts'
import { ByNumber } from './by-number.tsx'
import { readNumber } from './number.ts'

/** 保証: the contracts of the stores, the newest first; or the one with a number. */
export function ContractsPage() {
  const t = useT()
  const address = useListAddress('/contracts', 'number', 'store', 'state')
  const columns = useColumns()
  const { number } = address.values
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <ContractFilters address={address} />
      {number === '' ? (
        <ContractList address={address} columns={columns} />
      ) : (
        <ByNumber number={readNumber(number)} address={address} columns={columns} />
      )}
      <ContractDrawer openId={address.open} onClose={address.closeRow} />
    </>
  )
}

type ListProps = {
  address: ReturnType<typeof useListAddress<'number' | 'store' | 'state'>>
  columns: ReturnType<typeof useColumns>
}

function ContractList({ address, columns }: ListProps) {
  const t = useT()
  const { store, state } = address.values
  const query = present({
    storeCode: store,
    state: state as ContractState | '',
    limit: pageSize,
    cursor: address.page.cursor,
  })
  const list = useQuery({ ...q('/v1/contracts', { params: { query } }), placeholderData: keepPreviousData })
  return (
    <ListTable
      state={list}
      label={t('title')}
      columns={columns}
      rowKey={(row) => row.id}
      address={address}
      empty={
        address.isFiltered ? (
          <EmptyState title={t('noMatch')}>{t('noMatchHint')}</EmptyState>
        ) : (
          <NoContracts />
        )
      }
    />
  )
}

function NoContracts() {
  const t = useT()
  const may = useMay()
  return (
    <EmptyState
      icon={<IconShieldCheck size={40} />}
      title={t('empty')}
      actions={may('plans:read') && <LinkButton place={paths.plans()}>{t('emptyAction')}</LinkButton>}
    >
      {t('emptyHint')}
    </EmptyState>
  )
}
