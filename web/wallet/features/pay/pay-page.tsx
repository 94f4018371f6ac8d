import { useQuery } from '@tanstack/react-query'
import { IconHistory } from '@tabler/icons-react'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { LinkRow } from '../../parts/link-row.tsx'
import { PaymentRow } from '../../parts/payments/payment-row.tsx'
import rows from '../../parts/payments/payments.module.css'
import { Section } from '../../parts/section.tsx'
import { recentPayments } from '../../coming-payments.ts'
import { MemberTokenCard } from './member-token.tsx'
import { usePayT } from './messages.ts'
import classes from './pay.module.css'
import { PayingAccount } from './paying-account.tsx'

/** 支払う: the code for the till, from what it is paid, and what comes off by itself. */
export function PayPage() {
  const t = usePayT()
  return (
    <>
      <PageHeader title={t('title')} />
      <MemberTokenCard />
      <PayingAccount />
      <Recent />
    </>
  )
}

function Recent() {
  const t = usePayT()
  const { data } = useQuery(recentPayments)
  const items = data?.items.slice(0, 3) ?? []
  if (items.length === 0) return null
  return (
    <Section title={t('recent.title')} bare>
      <ul className={`surface ${rows['rows'] ?? ''}`}>
        {items.map((payment) => (
          <PaymentRow key={payment.id} payment={payment} />
        ))}
      </ul>
      <div className={classes['after']}>
        <LinkRow to="/payments" icon={<IconHistory size={24} aria-hidden />}>
          {t('recent.all')}
        </LinkRow>
      </div>
    </Section>
  )
}
