import { Alert, Text } from '@mantine/core'
import { Facts } from '#kit/detail/facts.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useT } from './messages.ts'
import type { RefundPreview } from './types.ts'

/** What would come back, by which means, and what ends with it. */
export function RefundPreviewFacts({ preview, currency }: { preview: RefundPreview; currency: string }) {
  const t = useT()
  return (
    <div aria-live="polite">
      <Facts
        items={[
          {
            label: t('givenBack'),
            value: <MoneyText amount={preview.amount} currency={currency} fw={700} />,
          },
          preview.tax !== null && {
            label: t('taxGivenBack'),
            value: <MoneyText amount={preview.tax} currency={currency} />,
          },
          ...preview.tenders.map(({ kind, amount }) => ({
            label: t('by', { tender: t(`tender.${kind}`) }),
            value: <MoneyText amount={amount} currency={currency} />,
          })),
          preview.couponsShare > 0 && {
            label: t('couponsShare'),
            value: <MoneyText amount={preview.couponsShare} currency={currency} />,
          },
          preview.couponsRestored.length > 0 && {
            label: t('couponsRestored'),
            value: preview.couponsRestored.map(({ couponId, name }) => <div key={couponId}>{name.ja}</div>),
          },
          {
            label: t('returnInvoice'),
            value: t(
              preview.returnInvoice.owed
                ? 'invoice.owed'
                : preview.returnInvoice.voluntary
                  ? 'invoice.voluntary'
                  : 'invoice.none',
            ),
          },
        ]}
      />
      {preview.contractsEnded.length > 0 && (
        <Alert color="amber" variant="light" mt="sm">
          <Text size="sm">{t('contractsEnd', { numbers: preview.contractsEnded.join(', ') })}</Text>
        </Alert>
      )}
    </div>
  )
}
