import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconFileDescription } from '@tabler/icons-react'
import { present, q } from '#api/query.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { pageSize, useListAddress } from '../../address.ts'
import { LinkButton, useGo } from '../../navigation.tsx'
import { ListTable } from '../../parts/list-table.tsx'
import { localText } from '../../parts/local-text.ts'
import classes from '../../parts/parts.module.css'
import { usePlanWords } from '../../parts/plan-terms/plan-words.ts'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import type { Plan } from '../../types.ts'
import { useT } from './messages.ts'
import { PlanStateBadge } from './plan-state.tsx'

export function PlanList() {
  const t = useT()
  const go = useGo()
  const may = useMay()
  const address = useListAddress('/plans')
  const query = present({ limit: pageSize, cursor: address.page.cursor })
  const list = useQuery({ ...q('/v1/plans', { params: { query } }), placeholderData: keepPreviousData })
  return (
    <ListTable
      state={list}
      label={t('title')}
      columns={useColumns()}
      rowKey={(row) => row.code}
      address={address}
      onOpen={(row) => go(paths.plan(row.code))}
      empty={
        <EmptyState
          icon={<IconFileDescription size={40} />}
          title={t('empty')}
          actions={may('plans:write') && <LinkButton place={paths.planNew()}>{t('create')}</LinkButton>}
        >
          {t('emptyHint')}
        </EmptyState>
      }
    />
  )
}

function useColumns(): Column<Plan>[] {
  const t = useT()
  const { language } = useLanguage()
  return [
    {
      key: 'name',
      header: t('plan'),
      cell: (row) => (
        <>
          {localText(row.terms.name, language)}
          <div className={classes['code']}>{t('codeVersion', { code: row.code, version: row.version })}</div>
        </>
      ),
    },
    { key: 'covers', header: t('covers'), cell: (row) => <Covers plan={row} /> },
    { key: 'premium', header: t('premium'), cell: (row) => <Premium plan={row} /> },
    {
      key: 'attachments',
      header: t('attachments'),
      wideOnly: true,
      cell: (row) => t('attachmentsCount', { count: row.attachments.length }),
    },
    { key: 'state', header: t('state'), cell: (row) => <PlanStateBadge plan={row} /> },
  ]
}

function Covers({ plan: { terms } }: { plan: Plan }) {
  const words = usePlanWords(terms.currency)
  return (
    <>
      {terms.covers.map((cover) => words.cover(cover.kind)).join(' + ')}
      <div className={classes['muted']}>{words.months(terms.termMonths)}</div>
    </>
  )
}

function Premium({ plan: { terms } }: { plan: Plan }) {
  const t = useT()
  const words = usePlanWords(terms.currency)
  const [first, ...rest] = words.price(terms.price)
  return (
    <>
      {first}
      {rest.length > 0 && (
        <div className={classes['muted']}>
          {terms.price.kind === 'bands' ? t('moreBands', { count: rest.length }) : rest.join(' · ')}
        </div>
      )}
    </>
  )
}
