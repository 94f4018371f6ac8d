import { TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconCashRegister } from '@tabler/icons-react'
import { present, q } from '#api/query.ts'
import type { components } from '#api/schema.d.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { FilterBar } from '#kit/table/filter-bar.tsx'
import { pageSize, useListAddress } from '../../address.ts'
import { AppButton } from '../../navigation.tsx'
import { ListSkeleton, ListTable } from '../../parts/list-table.tsx'
import { StoreSelect } from '../../parts/store-select.tsx'
import { useStores } from '../../parts/stores.ts'
import { useMay } from '../../session.tsx'
import { DifferenceText } from './difference-text.tsx'
import { useT } from './messages.ts'
import { RegisterDrawer } from './register-drawer.tsx'

type Row = components['schemas']['RegisterDayRow']
type Address = ReturnType<typeof useListAddress<'store' | 'register'>>

/** レジの精算: days of a store's registers, counted and not, the newest first. */
export function RegistersPage() {
  const t = useT()
  const may = useMay()
  useTitle(t('title'))
  const address: Address = useListAddress('/money/registers', 'store', 'register')
  const { stores, isLoading } = useStores()
  const storeCode = address.values.store || stores[0]?.code
  const currency = stores.find((store) => store.code === storeCode)?.currency ?? 'JPY'
  return (
    <>
      <FilterBar active={address.isFiltered} onClear={address.clearFilters}>
        <StoreSelect
          w={220}
          clearable={false}
          value={storeCode ?? ''}
          onChange={(store) => address.setFilters({ store })}
        />
        <TextInput
          w={160}
          aria-label={t('register')}
          placeholder={t('register')}
          value={address.values.register}
          onChange={(event) => address.setFilters({ register: event.currentTarget.value.trim() })}
        />
        {may('settlements:write') && <AppButton href="/register">{t('openRegister')}</AppButton>}
      </FilterBar>
      {storeCode === undefined ? (
        isLoading ? (
          <ListSkeleton />
        ) : (
          <EmptyState title={t('noStores')} />
        )
      ) : (
        <>
          <Days address={address} storeCode={storeCode} currency={currency} />
          <RegisterDrawer storeCode={storeCode} openId={address.open} onClose={address.closeRow} />
        </>
      )}
    </>
  )
}

type DaysProps = { address: Address; storeCode: string; currency: string }

function Days({ address, storeCode, currency }: DaysProps) {
  const t = useT()
  const query = present({
    register: address.values.register.slice(0, 40),
    limit: pageSize,
    cursor: address.page.cursor,
  })
  const list = useQuery({
    ...q('/v1/stores/{storeCode}/register-days', { params: { path: { storeCode }, query } }),
    placeholderData: keepPreviousData,
  })
  return (
    <ListTable
      state={list}
      label={t('title')}
      columns={useColumns(currency)}
      rowKey={(row) => row.id}
      address={address}
      empty={
        <EmptyState icon={<IconCashRegister size={40} />} title={t('empty')}>
          {t('emptyHint')}
        </EmptyState>
      }
    />
  )
}

function useColumns(currency: string): Column<Row>[] {
  const t = useT()
  return [
    { key: 'day', header: t('day'), cell: (row) => <DateText value={row.businessDay} /> },
    { key: 'register', header: t('register'), cell: (row) => row.register },
    { key: 'number', header: t('number'), cell: (row) => <span className="figures">{row.number}</span> },
    {
      key: 'state',
      header: t('state'),
      cell: (row) => (
        <StatusBadge tone={row.closedAt === null ? 'waiting' : 'good'}>
          {t(row.closedAt === null ? 'open' : 'closed')}
        </StatusBadge>
      ),
    },
    {
      key: 'counted',
      header: t('counted'),
      align: 'right',
      cell: (row) => row.countedCash !== null && <MoneyText amount={row.countedCash} currency={currency} />,
    },
    {
      key: 'difference',
      header: t('difference'),
      align: 'right',
      cell: (row) =>
        row.countedCash !== null &&
        row.expectedCash !== null && (
          <DifferenceText amount={row.countedCash - row.expectedCash} currency={currency} />
        ),
    },
  ]
}
