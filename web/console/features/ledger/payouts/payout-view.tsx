import { Button, Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { download } from '#api/download.ts'
import { Facts } from '#kit/detail/facts.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { Section } from '../../../parts/section.tsx'
import { useT } from '../messages.ts'
import type { Payout, PayoutRun } from '../types.ts'

const lines = ['sales', 'couponsOfOthers', 'refunds', 'cashKept', 'fees', 'premiumsDue', 'other'] as const

/** What one store gets and why, and its statement once the run is confirmed. */
export function PayoutView({ payout, run }: { payout: Payout; run: PayoutRun }) {
  const t = useT()
  const money = (amount: number) => <MoneyText amount={amount} currency={run.currency} />
  const path = { payoutId: payout.id }
  const name = `payout-${run.upTo}-${payout.store.code}`
  const file = useMutation({
    mutationFn: (kind: 'pdf' | 'csv') =>
      kind === 'pdf'
        ? download('/v1/ledger/payouts/{payoutId}/document', { params: { path } }, `${name}.pdf`)
        : download('/v1/ledger/payouts/{payoutId}/table', { params: { path } }, `${name}.csv`),
  })
  return (
    <Section
      title={payout.store.name}
      order={3}
      action={<MoneyText amount={payout.amount} currency={run.currency} fw={700} />}
    >
      <Facts
        items={[
          payout.carriedIn !== 0 && { label: t('carriedIn'), value: money(payout.carriedIn) },
          ...lines.map(
            (line) =>
              payout.lines[line] !== 0 && { label: t(`line.${line}`), value: money(payout.lines[line]) },
          ),
          { label: t('paidOut'), value: money(payout.amount) },
          payout.carriedOut !== 0 && { label: t('carriedOut'), value: money(payout.carriedOut) },
        ]}
      />
      {payout.carriedOut < 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {t('carriedHint')}
        </Text>
      )}
      {run.state === 'confirmed' && (
        <Group gap="sm" mt="sm">
          {(['pdf', 'csv'] as const).map((kind) => (
            <Button
              key={kind}
              size="xs"
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
              loading={file.isPending && file.variables === kind}
              onClick={() => file.mutate(kind)}
            >
              {t(`statement.${kind}`)}
            </Button>
          ))}
          <ErrorLine error={file.error} />
        </Group>
      )}
    </Section>
  )
}
