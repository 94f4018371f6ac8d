import { Group } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconKey } from '@tabler/icons-react'
import { useState } from 'react'
import { present, q } from '#api/query.ts'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { newRow, pageSize, useListAddress } from '../../address.ts'
import { ListTable } from '../../parts/list-table.tsx'
import { useLack } from '../../session.tsx'
import type { CreatedApiKey } from '../../types.ts'
import { ApiKeyDrawer } from './api-key-drawer.tsx'
import { useColumns } from './columns.tsx'
import { CreateApiKey } from './create-api-key.tsx'
import { useT } from './messages.ts'
import { SecretOnce } from './secret-once.tsx'

/** APIキー: what programs of the stores sign in with, by age. */
export function ApiKeysPage() {
  const t = useT()
  const lack = useLack()
  const address = useListAddress('/settings/api-keys')
  const [created, setCreated] = useState<CreatedApiKey | null>(null)
  const query = present({ limit: pageSize, cursor: address.page.cursor })
  const list = useQuery({ ...q('/v1/api-keys', { params: { query } }), placeholderData: keepPreviousData })
  const { open } = address
  const add = (
    <ActionButton disabledReason={lack('keys:write')} onClick={() => address.openRow(newRow)}>
      {t('add')}
    </ActionButton>
  )
  return (
    <>
      {list.data?.items.length !== 0 && (
        <Group justify="flex-end" mb="md">
          {add}
        </Group>
      )}
      <ListTable
        state={list}
        label={t('title')}
        columns={useColumns()}
        rowKey={(row) => row.id}
        address={address}
        empty={
          <EmptyState icon={<IconKey size={40} />} title={t('empty')} actions={add}>
            {t('emptyHint')}
          </EmptyState>
        }
      />
      <CreateApiKey
        opened={open === newRow}
        onClose={address.closeRow}
        onCreated={(key) => {
          setCreated(key)
          address.closeRow()
        }}
      />
      {created && <SecretOnce created={created} onClose={() => setCreated(null)} />}
      <ApiKeyDrawer
        openKey={
          open === undefined || open === newRow ? undefined : list.data?.items.find((key) => key.id === open)
        }
        onClose={address.closeRow}
      />
    </>
  )
}
