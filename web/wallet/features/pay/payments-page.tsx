import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconQrcode } from '@tabler/icons-react'
import { pages } from '#api/query.ts'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { MoreButton } from '../../parts/more-button.tsx'
import { PaymentRow } from '../../parts/payments/payment-row.tsx'
import rows from '../../parts/payments/payments.module.css'
import { usePayT } from './messages.ts'

/** All payments at tills, the newest first. */
export function PaymentsPage() {
  const t = usePayT()
  const list = useInfiniteQuery(pages('/v1/me/settlements'))
  return (
    <>
      <BackLink to="/pay" />
      <PageHeader title={t('payments.title')} />
      <Loadable state={list} skeleton={<SkeletonRows />}>
        {({ pages: loaded }) => {
          const all = loaded.flatMap(({ items }) => items)
          if (all.length === 0)
            return (
              <EmptyState
                icon={<IconQrcode size={48} stroke={1.4} />}
                title={t('payments.empty')}
                actions={
                  <Button renderRoot={(props) => <Link to="/pay" {...props} />}>{t('payments.toPay')}</Button>
                }
              >
                {t('payments.emptyText')}
              </EmptyState>
            )
          return (
            <>
              <ul className={`surface ${rows['rows'] ?? ''}`}>
                {all.map((payment) => (
                  <PaymentRow key={payment.id} payment={payment} />
                ))}
              </ul>
              <MoreButton list={list} />
            </>
          )
        }}
      </Loadable>
    </>
  )
}
