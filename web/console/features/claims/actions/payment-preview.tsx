import { Text, Title } from '@mantine/core'
import type { Contract } from '#api/types.ts'
import { Facts } from '#kit/detail/facts.tsx'
import { formatMoney } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import type { Typed } from '../../../parts/number-fields.tsx'
import classes from '../claims.module.css'
import { useT } from '../messages.ts'
import { paymentOf } from '../payment.ts'
import type { Claim } from '../types.ts'

type Props = {
  claim: Claim
  contract: { data: Contract | undefined; error: unknown; refetch: () => unknown }
  estimate: Typed
  goodwill: boolean
}

/** What an acceptance comes to, computed as the server will. */
export function PaymentPreview({ claim, contract, estimate, goodwill }: Props) {
  const t = useT()
  return (
    <section className={classes['preview']} aria-label={t('accept.preview')} aria-live="polite">
      <Title order={3} mb="xs">
        {t('accept.preview')}
      </Title>
      {estimate === '' ? (
        <Text size="sm">{t('accept.needEstimate')}</Text>
      ) : (
        <Loadable state={contract} skeleton={<SkeletonRows count={2} />}>
          {({ terms }) => <Computed {...{ claim, terms, estimate, goodwill }} />}
        </Loadable>
      )}
    </section>
  )
}

type ComputedProps = { claim: Claim; terms: Contract['terms']; estimate: number; goodwill: boolean }

function Computed({ claim, terms, estimate, goodwill }: ComputedProps) {
  const t = useT()
  const { language } = useLanguage()
  const { currency, threshold, price, left } = claim
  const payment = paymentOf({ price, terms, most: left.most }, estimate, goodwill)
  const money = (amount: number) => <MoneyText amount={amount} currency={currency} />
  return (
    <>
      <Facts
        items={[
          { label: t('covered'), value: <strong>{money(payment.covered)}</strong> },
          { label: t('buyerPays'), value: money(payment.buyerPays) },
          payment.deductible > 0 && { label: t('accept.deductible'), value: money(payment.deductible) },
          payment.exchange && { label: t('exchange'), value: t('accept.exchange') },
        ]}
      />
      {claim.proposal === null && threshold !== null && payment.covered > threshold && (
        <Text size="sm" mt="sm">
          {t('accept.second', { above: formatMoney(threshold, currency, language) })}
        </Text>
      )}
    </>
  )
}
