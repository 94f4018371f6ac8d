import { Group } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconMessageReport, IconPlus } from '@tabler/icons-react'
import { useCallback, useState } from 'react'
import { present, q } from '#api/query.ts'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { pageSize, useListAddress } from '../../address.ts'
import { LinkButton } from '../../navigation.tsx'
import { ListTable } from '../../parts/list-table.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import { ClaimDrawer } from './claim-drawer.tsx'
import { ClaimFilters } from './claim-filters.tsx'
import type { ClaimAddress } from './claim-filters.tsx'
import { useColumns } from './columns.tsx'
import { KeysHelp } from './keys-help.tsx'
import { useT } from './messages.ts'
import { polled } from './polled.ts'
import type { Queue } from './queue-tabs.tsx'
import { QueueTabs } from './queue-tabs.tsx'
import type { ClaimState } from './types.ts'
import { useListKeys } from './use-list-keys.ts'

/** 申請: the desk's work by what is to be done, the newest first. */
export function ClaimsPage() {
  const t = useT()
  const [help, setHelp] = useState(false)
  useListKeys(useCallback(() => setHelp(true), []))
  const address = useListAddress('/claims', 'queue', 'store', 'state', 'number')
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        action={
          <Group gap="sm">
            <KeysHelp opened={help} onOpen={() => setHelp(true)} onClose={() => setHelp(false)} />
            <FileButton />
          </Group>
        }
      />
      <QueueTabs
        queue={address.values.queue}
        storeCode={address.values.store}
        onChoose={(queue) => address.setFilters({ queue })}
      />
      <ClaimFilters address={address} />
      <ClaimList address={address} />
      <ClaimDrawer openId={address.open} onClose={address.closeRow} />
    </>
  )
}

function FileButton() {
  const t = useT()
  const may = useMay()
  if (!may('claims:write')) return null
  return (
    <LinkButton place={paths.claimFiling()} leftSection={<IconPlus size={18} aria-hidden />}>
      {t('file')}
    </LinkButton>
  )
}

function ClaimList({ address }: { address: ClaimAddress }) {
  const t = useT()
  const columns = useColumns()
  const { queue, store, state, number } = address.values
  const query = present({
    storeCode: store,
    queue: queue as Queue | '',
    state: state as ClaimState | '',
    receptionNumber: number.slice(0, 40),
    limit: pageSize,
    cursor: address.page.cursor,
  })
  const list = useQuery({
    ...q('/v1/claims', { params: { query } }),
    ...polled,
    placeholderData: keepPreviousData,
  })
  const none =
    number !== '' ? (
      <EmptyState title={t('numberWrong')}>{t('numberHint')}</EmptyState>
    ) : address.isFiltered ? (
      <EmptyState title={t('noMatch')}>{t('noMatchHint')}</EmptyState>
    ) : (
      <EmptyState icon={<IconMessageReport size={40} />} title={t('empty')} actions={<FileButton />}>
        {t('emptyHint')}
      </EmptyState>
    )
  return (
    <ListTable
      state={list}
      label={t('title')}
      columns={columns}
      rowKey={(row) => row.id}
      address={address}
      empty={none}
    />
  )
}
