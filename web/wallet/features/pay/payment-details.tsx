import { Alert, Stack } from '@mantine/core'
import { IconReceipt, IconShoppingBag } from '@tabler/icons-react'
import type { Settlement } from '#api/types.ts'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { LinkRow } from '../../parts/link-row.tsx'
import { Amounts } from '../../parts/payments/amounts.tsx'
import { PaymentLines } from '../../parts/payments/lines.tsx'
import { usePaymentsT } from '../../parts/payments/messages.ts'
import { useFailureText, usePaymentState } from '../../parts/payments/payment-state.ts'
import { Refunds } from '../../parts/payments/refunds.tsx'
import { Tenders } from '../../parts/payments/tenders.tsx'
import { Section } from '../../parts/section.tsx'
import { usePayT } from './messages.ts'

/** A payment as it stands now. */
export function PaymentDetails({ payment }: { payment: Settlement }) {
  const t = usePayT()
  const words = usePaymentsT()
  const failure = useFailureText()
  const { label, tone } = usePaymentState()(payment.state)
  const { store, receipt, purchaseId, refunds } = payment
  return (
    <>
      <PageHeader
        title={store.name}
        description={<DateText value={payment.occurredAt} zone={store.timeZone} time />}
        action={<StatusBadge tone={tone}>{label}</StatusBadge>}
      />
      {payment.state === 'failed' && (
        <Alert color="gray" mb="md">
          {failure(payment.reason)}
        </Alert>
      )}
      <Stack gap={0}>
        {refunds.length > 0 && (
          <Section title={words('refunds.title')}>
            <Refunds settlement={payment} />
          </Section>
        )}
        <Section title={t('payment.amounts')}>
          <Amounts settlement={payment} />
        </Section>
        <Section title={t('payment.lines')}>
          <PaymentLines settlement={payment} />
        </Section>
        <Section title={t('payment.by')}>
          <Tenders settlement={payment} />
        </Section>
        <Section title={t('payment.facts')}>
          <Facts
            items={[
              { label: t('payment.store'), value: store.name },
              { label: t('payment.reference'), value: <span className="figures">{payment.reference}</span> },
            ]}
          />
        </Section>
      </Stack>
      <Stack gap="xs" mt="lg">
        {receipt && (
          <LinkRow
            to="/papers/$paperId"
            params={{ paperId: receipt.paperId }}
            icon={<IconReceipt size={24} aria-hidden />}
            detail={<span className="figures">{receipt.number}</span>}
          >
            {words('receipt.view')}
          </LinkRow>
        )}
        {purchaseId !== null && (
          <LinkRow
            to="/purchases/$purchaseId"
            params={{ purchaseId }}
            icon={<IconShoppingBag size={24} aria-hidden />}
          >
            {t('payment.purchase')}
          </LinkRow>
        )}
      </Stack>
    </>
  )
}
