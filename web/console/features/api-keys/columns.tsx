import { DateText } from '#kit/format/date-text.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import type { Tone } from '#kit/status-badge.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { useT as useCommonT } from '../../messages.ts'
import classes from '../../parts/parts.module.css'
import type { ApiKey } from '../../types.ts'
import { keyState } from './key-state.ts'
import { useT } from './messages.ts'

const tones: Record<ReturnType<typeof keyState>, Tone> = {
  active: 'good',
  expired: 'ended',
  revoked: 'ended',
}

export function KeyStateBadge({ apiKey }: { apiKey: ApiKey }) {
  const t = useT()
  const state = keyState(apiKey)
  return <StatusBadge tone={tones[state]}>{t(`state.${state}`)}</StatusBadge>
}

export function useColumns(): Column<ApiKey>[] {
  const t = useT()
  const common = useCommonT()
  return [
    {
      key: 'name',
      header: t('name'),
      cell: (row) => (
        <>
          {row.name}
          <div className={classes['code']}>{t('hint', { hint: row.hint })}</div>
        </>
      ),
    },
    { key: 'store', header: common('store'), cell: (row) => row.storeCode ?? common('store.all') },
    { key: 'scopes', header: t('scopes'), cell: (row) => t('scopesCount', { count: row.scopes.length }) },
    {
      key: 'created',
      header: t('created'),
      wideOnly: true,
      cell: (row) => <DateText value={row.createdAt} />,
    },
    {
      key: 'expires',
      header: t('expires'),
      wideOnly: true,
      cell: (row) => (row.expiresAt === null ? t('never') : <DateText value={row.expiresAt} />),
    },
    { key: 'state', header: t('state'), cell: (row) => <KeyStateBadge apiKey={row} /> },
  ]
}
