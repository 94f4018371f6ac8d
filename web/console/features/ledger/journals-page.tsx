import { Select, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconNotebook } from '@tabler/icons-react'
import { present, q } from '#api/query.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { FilterBar } from '#kit/table/filter-bar.tsx'
import { pageSize, useListAddress } from '../../address.ts'
import { ListTable } from '../../parts/list-table.tsx'
import { PeriodField } from '../../parts/period-field.tsx'
import { StoreSelect } from '../../parts/store-select.tsx'
import { JournalDrawer } from './journal-drawer.tsx'
import { useKindWord } from './kind-word.ts'
import { useT } from './messages.ts'
import type { AccountName, Journal } from './types.ts'
import { accountNames } from './types.ts'

type Keys = 'account' | 'store' | 'subject' | 'from' | 'to'
type Address = ReturnType<typeof useListAddress<Keys>>

/** 仕訳: what was booked, the newest first. */
export function JournalsPage() {
  const t = useT()
  useTitle(t('journalsTitle'))
  const address: Address = useListAddress('/money/journals', 'account', 'store', 'subject', 'from', 'to')
  const { account, store, subject, from, to } = address.values
  const query = present({
    account: account as AccountName | '',
    storeCode: store,
    subject: /^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/.test(subject) ? subject : '',
    from,
    to,
    limit: pageSize,
    cursor: address.page.cursor,
  })
  const list = useQuery({
    ...q('/v1/ledger/journals', { params: { query } }),
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <Filters address={address} />
      <ListTable
        state={list}
        label={t('journalsTitle')}
        columns={useColumns()}
        rowKey={(row) => row.id}
        address={address}
        empty={
          address.isFiltered ? (
            <EmptyState title={t('noMatch')}>{t('noMatchHint')}</EmptyState>
          ) : (
            <EmptyState icon={<IconNotebook size={40} />} title={t('nothingBooked')}>
              {t('nothingBookedHint')}
            </EmptyState>
          )
        }
      />
      <JournalDrawer openId={address.open} onClose={address.closeRow} />
    </>
  )
}

function Filters({ address }: { address: Address }) {
  const t = useT()
  const { values, setFilters } = address
  return (
    <FilterBar active={address.isFiltered} onClear={address.clearFilters}>
      <StoreSelect w={180} value={values.store} onChange={(store) => setFilters({ store })} />
      <Select
        w={190}
        aria-label={t('account')}
        placeholder={t('allAccounts')}
        clearable
        searchable
        data={accountNames.map((value) => ({ value, label: t(`account.${value}`) }))}
        value={values.account === '' ? null : values.account}
        onChange={(account) => setFilters({ account: account ?? undefined })}
      />
      <PeriodField
        from={values.from}
        to={values.to}
        onFrom={(from) => setFilters({ from })}
        onTo={(to) => setFilters({ to })}
      />
      <TextInput
        w={190}
        aria-label={t('subject')}
        placeholder={t('subject')}
        value={values.subject}
        onChange={(event) => setFilters({ subject: event.currentTarget.value.trim() })}
      />
    </FilterBar>
  )
}

function useColumns(): Column<Journal>[] {
  const t = useT()
  const kindWord = useKindWord()
  return [
    { key: 'bookedOn', header: t('bookedOn'), width: 150, cell: (row) => <DateText value={row.bookedOn} /> },
    { key: 'kind', header: t('kind'), cell: (row) => kindWord(row.kind) },
    {
      key: 'accounts',
      header: t('accounts'),
      cell: (row) => `${named(row, 1)} / ${named(row, -1)}`,
    },
    { key: 'store', header: t('store'), wideOnly: true, cell: (row) => row.storeCode ?? '' },
    {
      key: 'amount',
      header: t('amount'),
      align: 'right',
      cell: (row) => (
        <MoneyText
          amount={row.postings.reduce((sum, { amount }) => sum + Math.max(0, amount), 0)}
          currency={row.currency}
        />
      ),
    },
  ]

  /** Accounts of one side: debits where positive, credits where negative. */
  function named({ postings }: Journal, side: 1 | -1): string {
    const of = postings.filter(({ amount }) => Math.sign(amount) === side)
    return [...new Set(of.map(({ account }) => t(`account.${account}`)))].join(t('and'))
  }
}
