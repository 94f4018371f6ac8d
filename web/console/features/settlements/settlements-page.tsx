import { Select, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconReceiptYen } from '@tabler/icons-react'
import { present, q } from '#api/query.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { FilterBar } from '#kit/table/filter-bar.tsx'
import { pageSize, useListAddress } from '../../address.ts'
import { LinkButton } from '../../navigation.tsx'
import { DayField } from '../../parts/day-field.tsx'
import { ListSkeleton, ListTable } from '../../parts/list-table.tsx'
import { StoreSelect } from '../../parts/store-select.tsx'
import { useStores } from '../../parts/stores.ts'
import { paths } from '../../paths.ts'
import { useT } from './messages.ts'
import { SettlementDrawer } from './settlement-drawer.tsx'
import { SettlementStateBadge } from './settlement-state.tsx'
import type { SettlementRow, SettlementState } from './types.ts'
import { states } from './types.ts'

type Address = ReturnType<typeof useListAddress<'store' | 'state' | 'day' | 'reference' | 'register'>>

/** 決済: what one store's tills settled, the newest first. */
export function SettlementsPage() {
  const t = useT()
  useTitle(t('title'))
  const address: Address = useListAddress(
    '/money/settlements',
    'store',
    'state',
    'day',
    'reference',
    'register',
  )
  const { stores, isLoading } = useStores()
  const store = address.values.store || stores[0]?.code
  return (
    <>
      <Filters address={address} store={store ?? ''} />
      {store === undefined ? (
        isLoading ? (
          <ListSkeleton />
        ) : (
          <EmptyState
            title={t('noStores')}
            actions={<LinkButton place={paths.stores()}>{t('toStores')}</LinkButton>}
          />
        )
      ) : (
        <SettlementList address={address} storeCode={store} />
      )}
      <SettlementDrawer openId={address.open} onClose={address.closeRow} />
    </>
  )
}

function SettlementList({ address, storeCode }: { address: Address; storeCode: string }) {
  const t = useT()
  const { state, day, reference, register } = address.values
  const query = present({
    state: state as SettlementState | '',
    day,
    reference: reference.slice(0, 100),
    register: register.slice(0, 40),
    limit: pageSize,
    cursor: address.page.cursor,
  })
  const list = useQuery({
    ...q('/v1/stores/{storeCode}/settlements', { params: { path: { storeCode }, query } }),
    placeholderData: keepPreviousData,
  })
  const narrowed = [state, day, reference, register].some((value) => value !== '')
  return (
    <ListTable
      state={list}
      label={t('title')}
      columns={useColumns()}
      rowKey={(row) => row.id}
      address={address}
      empty={
        narrowed ? (
          <EmptyState title={t('noMatch')}>{t('noMatchHint')}</EmptyState>
        ) : (
          <EmptyState
            icon={<IconReceiptYen size={40} />}
            title={t('empty')}
            actions={
              <LinkButton variant="default" place={paths.merchantProfile(storeCode)}>
                {t('toProfile')}
              </LinkButton>
            }
          >
            {t('emptyHint')}
          </EmptyState>
        )
      }
    />
  )
}

function Filters({ address, store }: { address: Address; store: string }) {
  const t = useT()
  const { values, setFilters } = address
  return (
    <FilterBar
      search={{
        value: values.reference,
        onChange: (reference) => setFilters({ reference: reference.trim() }),
        label: t('byReference'),
      }}
      active={address.isFiltered}
      onClear={address.clearFilters}
    >
      <StoreSelect w={190} clearable={false} value={store} onChange={(code) => setFilters({ store: code })} />
      <Select
        w={150}
        aria-label={t('state')}
        placeholder={t('allStates')}
        clearable
        data={states.map((state) => ({ value: state, label: t(`state.${state}`) }))}
        value={values.state === '' ? null : values.state}
        onChange={(state) => setFilters({ state: state ?? undefined })}
      />
      <DayField
        w={152}
        aria-label={t('day')}
        title={t('day')}
        value={values.day}
        onChange={(day) => setFilters({ day })}
      />
      <TextInput
        w={120}
        aria-label={t('register')}
        placeholder={t('register')}
        value={values.register}
        onChange={(event) => setFilters({ register: event.currentTarget.value.trim() })}
      />
    </FilterBar>
  )
}

function useColumns(): Column<SettlementRow>[] {
  const t = useT()
  return [
    {
      key: 'at',
      header: t('occurredAt'),
      width: 200,
      cell: (row) => <DateText value={row.occurredAt} zone={row.store.timeZone} time />,
    },
    {
      key: 'reference',
      header: t('reference'),
      cell: (row) => <span className="figures">{row.reference}</span>,
    },
    { key: 'register', header: t('register'), wideOnly: true, cell: (row) => row.register ?? '' },
    { key: 'state', header: t('state'), cell: (row) => <SettlementStateBadge state={row.state} /> },
    {
      key: 'coupons',
      header: t('couponsShort'),
      align: 'right',
      wideOnly: true,
      cell: (row) =>
        row.discount + row.couponsAsMoney > 0 && (
          <MoneyText amount={-(row.discount + row.couponsAsMoney)} currency={row.currency} />
        ),
    },
    {
      key: 'refunded',
      header: t('refunded'),
      align: 'right',
      wideOnly: true,
      cell: (row) => row.refunded > 0 && <MoneyText amount={-row.refunded} currency={row.currency} />,
    },
    {
      key: 'amountDue',
      header: t('amountDue'),
      align: 'right',
      cell: (row) => <MoneyText amount={row.amountDue} currency={row.currency} />,
    },
  ]
}
