import { Code } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconReceipt } from '@tabler/icons-react'
import { present, q } from '#api/query.ts'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { pageSize, useListAddress } from '../../address.ts'
import { LinkButton } from '../../navigation.tsx'
import { ListTable } from '../../parts/list-table.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import type { PurchaseKind } from '../../types.ts'
import { useColumns } from './columns.tsx'
import { useT } from './messages.ts'
import { PurchaseDrawer } from './purchase-drawer.tsx'
import { PurchaseFilters } from './purchase-filters.tsx'

/** 買い物: what the stores reported, the newest first. */
export function PurchasesPage() {
  const t = useT()
  const address = useListAddress('/purchases', 'store', 'reference', 'kind', 'from', 'to')
  const { store, reference, kind, from, to } = address.values
  const query = present({
    storeCode: store,
    reference,
    kind: kind as PurchaseKind | '',
    from,
    to,
    limit: pageSize,
    cursor: address.page.cursor,
  })
  const list = useQuery({ ...q('/v1/purchases', { params: { query } }), placeholderData: keepPreviousData })
  return (
    <>
      <PageHeader title={t('title')} description={t('lead')} />
      <PurchaseFilters address={address} />
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
            <NoPurchases />
          )
        }
      />
      <PurchaseDrawer openId={address.open} onClose={address.closeRow} />
    </>
  )
}

function NoPurchases() {
  const t = useT()
  const may = useMay()
  return (
    <EmptyState
      icon={<IconReceipt size={40} />}
      title={t('empty')}
      actions={may('keys:read') && <LinkButton place={paths.apiKeys()}>{t('emptyAction')}</LinkButton>}
    >
      {t('emptyHint')} <Code>POST /v1/purchases</Code>
    </EmptyState>
  )
}
