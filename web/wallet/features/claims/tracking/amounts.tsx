import { Text, Title } from '@mantine/core'
import type { Claim } from '#api/types.ts'
import { Facts } from '#kit/detail/facts.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { LeftBars } from '../left-bars.tsx'
import { useTrackingT } from './messages.ts'

/** What the repair costs, what the warranty pays of it, and what is left for the person. */
export function Amounts({ claim }: { claim: Claim }) {
  const t = useTrackingT()
  const { currency, estimate, covered, buyerPays } = claim
  const money = (amount: number) => <MoneyText amount={amount} currency={currency} fw={600} />
  return (
    <>
      {covered === null ? (
        <Text size="sm">{t('amounts.undecided')}</Text>
      ) : (
        <Facts
          items={[
            estimate !== null && { label: t('amounts.estimate'), value: money(estimate) },
            { label: t('amounts.covered'), value: money(covered) },
            buyerPays !== null && { label: t('amounts.buyerPays'), value: money(buyerPays) },
          ]}
        />
      )}
      {claim.exchange && (
        <Text size="sm" mt="sm">
          {t('amounts.exchange')}
        </Text>
      )}
      {claim.goodwill && (
        <Text size="sm" mt="sm">
          {t('amounts.goodwill')}
        </Text>
      )}
      {covered === null && (
        <>
          <Title order={3} mt="md" mb={4}>
            {t('amounts.left')}
          </Title>
          <LeftBars left={claim.left} currency={currency} />
        </>
      )}
    </>
  )
}
