import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { paymentOf } from '../../parts/payments/payment-query.ts'
import { ConfirmPayment } from './confirm-payment.tsx'
import { PaymentDetails } from './payment-details.tsx'
import { PaymentDone } from './payment-done.tsx'

const route = getRouteApi('/frame/payments/$settlementId')

/** One payment: asked for, under way, done, or given back. What changes at the till is seen here at once. */
export function PaymentPage() {
  const { settlementId } = route.useParams()
  const { done } = route.useSearch()
  const navigate = route.useNavigate()
  const state = useQuery(paymentOf(settlementId))
  return (
    <>
      <BackLink to="/pay" />
      <Loadable state={state} skeleton={<SkeletonCards count={2} height={220} />}>
        {(payment) => (
          <>
            <PaymentDetails payment={payment} />
            {payment.state === 'awaiting_buyer' && (
              <ConfirmPayment
                payment={payment}
                onPaid={() => void navigate({ search: { done: '1' }, replace: true })}
                onLater={() => void navigate({ to: '/pay' })}
              />
            )}
            {done !== undefined && ['processing', 'settled'].includes(payment.state) && (
              <PaymentDone
                payment={payment}
                onDetails={() => void navigate({ search: {}, replace: true })}
                onClose={() => void navigate({ to: '/pay', replace: true })}
              />
            )}
          </>
        )}
      </Loadable>
    </>
  )
}
