import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconReceipt } from '@tabler/icons-react'
import { q } from '#api/query.ts'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { Amounts } from '../../parts/payments/amounts.tsx'
import { usePaymentsT } from '../../parts/payments/messages.ts'
import { paymentOf } from '../../parts/payments/payment-query.ts'
import { usePaymentState } from '../../parts/payments/payment-state.ts'
import { Refunds } from '../../parts/payments/refunds.tsx'
import { Tenders } from '../../parts/payments/tenders.tsx'
import { Section } from '../../parts/section.tsx'
import { useT } from '../../messages.ts'
import classes from './purchases.module.css'

/** How a purchase was paid at the till: amounts, coupons, tax, what came back. Nothing where it was only reported. */
export function PurchasePayments({ purchaseId }: { purchaseId: string }) {
  const { data } = useQuery(q('/v1/me/settlements', { params: { query: { purchaseId } } }))
  return data?.items.map(({ id }) => <Payment key={id} settlementId={id} />)
}

function Payment({ settlementId }: { settlementId: string }) {
  const t = useT()
  const words = usePaymentsT()
  const stateOf = usePaymentState()
  const payment = useQuery(paymentOf(settlementId))
  return (
    <Section title={t('purchase.payment')}>
      <Loadable state={payment} skeleton={<SkeletonRows count={3} />}>
        {(data) => (
          <>
            <StatusBadge tone={stateOf(data.state).tone}>{stateOf(data.state).label}</StatusBadge>
            <Amounts settlement={data} />
            <div className={classes['below']}>
              <Tenders settlement={data} />
            </div>
            {data.refunds.length > 0 && (
              <>
                <h3 className={classes['part']}>{words('refunds.title')}</h3>
                <Refunds settlement={data} />
              </>
            )}
            {data.receipt && (
              <Anchor
                className={classes['lineCover'] ?? ''}
                renderRoot={(props) => (
                  <Link to="/papers/$paperId" params={{ paperId: data.receipt?.paperId ?? '' }} {...props} />
                )}
              >
                <IconReceipt size={20} aria-hidden />
                {words('receipt.view')}
              </Anchor>
            )}
          </>
        )}
      </Loadable>
    </Section>
  )
}
