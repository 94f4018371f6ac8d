import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconBoxSeam, IconBuildingStore } from '@tabler/icons-react'
import { present, q } from '#api/query.ts'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { pageSize, useListAddress } from '../../address.ts'
import { LinkButton, useGo } from '../../navigation.tsx'
import { ListSkeleton, ListTable } from '../../parts/list-table.tsx'
import { useStores } from '../../parts/stores.ts'
import { paths } from '../../paths.ts'
import { useLack, useMay } from '../../session.tsx'
import { CatalogFilters } from './catalog-filters.tsx'
import { useColumns } from './columns.tsx'
import { ItemDrawer } from './item-drawer.tsx'
import { useT } from './messages.ts'

/** 商品カタログ: what the codes of one store mean. The first store where the address names none. */
export function CatalogPage() {
  const t = useT()
  const go = useGo()
  const lack = useLack()
  const address = useListAddress('/catalog', 'store', 'q', 'category', 'deleted')
  const { stores, isLoading } = useStores()
  const storeCode = address.values.store === '' ? stores[0]?.code : address.values.store
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        action={
          <ActionButton
            disabledReason={lack('catalog:write')}
            onClick={() => go(paths.catalogUpload({ store: storeCode }))}
          >
            {t('upload')}
          </ActionButton>
        }
      />
      {storeCode !== undefined && (
        <>
          <CatalogFilters address={address} storeCode={storeCode} />
          <ItemList address={address} storeCode={storeCode} />
          <ItemDrawer storeCode={storeCode} openCode={address.open} onClose={address.closeRow} />
        </>
      )}
      {storeCode === undefined && (isLoading ? <ListSkeleton /> : <NoStores />)}
    </>
  )
}

type Address = ReturnType<typeof useListAddress<'store' | 'q' | 'category' | 'deleted'>>

function ItemList({ address, storeCode }: { address: Address; storeCode: string }) {
  const t = useT()
  const { q: words, category, deleted } = address.values
  const query = present({
    q: words,
    category,
    deleted: deleted === '' ? undefined : true,
    limit: pageSize,
    cursor: address.page.cursor,
  })
  const list = useQuery({
    ...q('/v1/stores/{storeCode}/items', { params: { path: { storeCode }, query: query as object } }),
    placeholderData: keepPreviousData,
  })
  const isFiltered = words !== '' || category !== ''
  return (
    <ListTable
      state={list}
      label={t('title')}
      columns={useColumns()}
      rowKey={(row) => row.code}
      address={address}
      empty={
        isFiltered ? (
          <EmptyState title={t('noMatch')}>{t('noMatchHint')}</EmptyState>
        ) : (
          <NoItems storeCode={storeCode} />
        )
      }
    />
  )
}

function NoItems({ storeCode }: { storeCode: string }) {
  const t = useT()
  const may = useMay()
  return (
    <EmptyState
      icon={<IconBoxSeam size={40} />}
      title={t('empty')}
      actions={
        may('catalog:write') && (
          <LinkButton place={paths.catalogUpload({ store: storeCode })}>{t('upload')}</LinkButton>
        )
      }
    >
      {t('emptyHint')}
    </EmptyState>
  )
}

function NoStores() {
  const t = useT()
  return (
    <div className="surface">
      <EmptyState
        icon={<IconBuildingStore size={40} />}
        title={t('noStores')}
        actions={<LinkButton place={paths.stores()}>{t('noStoresAction')}</LinkButton>}
      >
        {t('noStoresHint')}
      </EmptyState>
    </div>
  )
}
