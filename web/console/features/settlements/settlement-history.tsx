import { Button, Group, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { download } from '#api/download.ts'
import type { HistoryEntry } from '#kit/detail/history.tsx'
import { History } from '#kit/detail/history.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useCodeWords } from './code-words.ts'
import { useT } from './messages.ts'
import type { Settlement } from './types.ts'

/** What came back of it, and the papers that say so. */
export function SettlementHistory({ settlement }: { settlement: Settlement }) {
  const t = useT()
  const words = useCodeWords()
  const { currency, refunds, receipt, store } = settlement
  const entries: HistoryEntry[] = [
    ...refunds.toReversed().map((refund) => ({
      key: `refund ${refund.n}`,
      at: refund.at,
      title: (
        <>
          {t(`refundKind.${refund.kind}`)} <MoneyText amount={-refund.amount} currency={currency} />
        </>
      ),
      detail: (
        <>
          {refund.reason}
          {refund.tenders.map((tender, i) => (
            // oxlint-disable-next-line react/no-array-index-key -- tenders have no other name than their place
            <div key={i}>
              {t(`tender.${tender.kind}`)} <MoneyText amount={-tender.amount} currency={currency} />{' '}
              {words.payment(tender.state)}
            </div>
          ))}
          {refund.paperId !== null && <Paper paperId={refund.paperId} label={t('returnInvoice')} />}
        </>
      ),
    })),
    ...(settlement.settledAt === null
      ? []
      : [{ key: 'settled', at: settlement.settledAt, title: t('settledAt') }]),
    { key: 'occurred', at: settlement.occurredAt, title: t('occurredAt') },
  ]
  return (
    <Stack gap="lg">
      <History entries={entries} zone={store.timeZone} />
      {receipt !== null && (
        <div>
          <Text size="sm" fw={600} mb={4}>
            {t('receipt')} <span className="figures">{receipt.number}</span>
          </Text>
          <Paper paperId={receipt.paperId} label={t('receiptPdf')} />
        </div>
      )}
    </Stack>
  )
}

function Paper({ paperId, label }: { paperId: string; label: string }) {
  const { language } = useLanguage()
  const file = useMutation({
    mutationFn: () =>
      download(
        '/v1/papers/{paperId}/document',
        { params: { path: { paperId }, query: { language } } },
        `${paperId}.pdf`,
      ),
  })
  return (
    <Group gap="sm" mt={4}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        loading={file.isPending}
        onClick={() => file.mutate()}
      >
        {label}
      </Button>
      <ErrorLine error={file.error} />
    </Group>
  )
}
