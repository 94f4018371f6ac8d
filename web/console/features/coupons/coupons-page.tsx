import { Group } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { IconPlus, IconTicket } from '@tabler/icons-react'
import { present, q } from '#api/query.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import type { Column } from '#kit/table/data-table.tsx'
import { pageSize, useListAddress } from '../../address.ts'
import { AppButton, LinkButton, useGo } from '../../navigation.tsx'
import { ListTable } from '../../parts/list-table.tsx'
import { localText } from '../../parts/local-text.ts'
import classes from '../../parts/parts.module.css'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import { BudgetBars } from './budget-bars.tsx'
import { CouponStateBadge } from './coupon-state.tsx'
import { useCouponWords } from './coupon-words.ts'
import { useT } from './messages.ts'
import { named } from './named.ts'
import type { Coupon } from './types.ts'

/** クーポン: every coupon of the organisation, the newest first, with what is left of each. */
export function CouponsPage() {
  const t = useT()
  const go = useGo()
  const may = useMay()
  const address = useListAddress('/coupons')
  const query = present({ limit: pageSize, cursor: address.page.cursor })
  const list = useQuery({ ...q('/v1/coupons', { params: { query } }), placeholderData: keepPreviousData })
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        action={
          <Group gap="sm">
            {may('settlements:write') && <AppButton href="/kiosk">{t('openKiosk')}</AppButton>}
            {list.data?.items.length !== 0 && <CreateButton />}
          </Group>
        }
      />
      <ListTable
        state={list}
        label={t('title')}
        columns={useColumns()}
        rowKey={(row) => row.id}
        address={address}
        onOpen={(row) => go(paths.coupon(row.id))}
        empty={
          <EmptyState icon={<IconTicket size={40} />} title={t('empty')} actions={<CreateButton />}>
            {t('emptyHint')}
          </EmptyState>
        }
      />
    </>
  )
}

function CreateButton() {
  const t = useT()
  const may = useMay()
  if (!may('coupons:write')) return null
  return (
    <LinkButton place={paths.couponNew()} leftSection={<IconPlus size={18} aria-hidden />}>
      {t('create')}
    </LinkButton>
  )
}

function useColumns(): Column<Coupon>[] {
  const t = useT()
  const { language } = useLanguage()
  const { off, period } = useCouponWords()
  return [
    {
      key: 'name',
      header: t('name'),
      cell: (row) => (
        <>
          {localText(named(row.terms.name), language)}
          <div className={classes['code']}>{row.code}</div>
        </>
      ),
    },
    { key: 'off', header: t('discount'), cell: (row) => off(row.terms.discount, row.currency) },
    {
      key: 'period',
      header: t('period'),
      wideOnly: true,
      cell: (row) => period(row.terms.firstDay, row.terms.lastDay),
    },
    { key: 'state', header: t('state'), width: 120, cell: (row) => <CouponStateBadge state={row.state} /> },
    { key: 'budget', header: t('used'), width: 280, cell: (row) => <BudgetBars coupon={row} /> },
  ]
}
