import { Group, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { q } from '#api/query.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useT } from '../../messages.ts'
import { KeyButton } from '../../parts/key-button.tsx'
import { useKeyboard } from '../../parts/keyboard.ts'
import page from '../../parts/page.module.css'
import { PrintPaper } from '../../parts/print-paper.tsx'
import { localName } from '../../till/names.ts'
import type { Settlement } from '../../till/types.ts'
import { ReturnForm } from './return-form.tsx'
import { SaleState } from './sale-state.tsx'

/** One sale with its papers, and the ways back. */
export function SaleDialog({ settlementId, onClose }: { settlementId: string; onClose: () => void }) {
  const t = useT()
  const kit = useKitT()
  const sale = useQuery(q('/v1/settlements/{settlementId}', { params: { path: { settlementId } } }))
  useKeyboard({ closed: true })
  return (
    <Modal
      opened
      onClose={onClose}
      size={860}
      title={t('sales.one')}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <Loadable state={sale} skeleton={<SkeletonRows count={4} />}>
        {(settlement) => <Sale settlement={settlement} onChanged={() => void sale.refetch()} />}
      </Loadable>
    </Modal>
  )
}

function Sale({ settlement, onChanged }: { settlement: Settlement; onChanged: () => void }) {
  const t = useT()
  const { language } = useLanguage()
  const [back, setBack] = useState<'void' | 'refund' | null>(null)
  const { currency, receipt, refunds, state } = settlement
  const money = (amount: number) => <MoneyText amount={amount} currency={currency} />
  const mayReturn = state === 'settled' || state === 'partly_refunded'
  if (back)
    return (
      <ReturnForm
        settlement={settlement}
        whole={back === 'void'}
        onBack={() => setBack(null)}
        onDone={() => {
          setBack(null)
          onChanged()
        }}
      />
    )
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text className="figures">{settlement.reference}</Text>
        <DateText value={settlement.occurredAt} zone={settlement.store.timeZone} time />
        <SaleState state={state} />
      </Group>
      <table className={page['table']}>
        <tbody>
          {settlement.lines.map((line) => (
            <tr key={line.n}>
              <th scope="row">
                {line.description} × {line.quantity}
                {line.returned > 0 && (
                  <Text span size="sm" c="dimmed">
                    {' '}
                    {t('sales.returned', { count: line.returned })}
                  </Text>
                )}
              </th>
              <td>{money(line.price)}</td>
            </tr>
          ))}
          {settlement.couponsUsed.map((coupon) => (
            <tr key={coupon.couponId}>
              <th scope="row">{localName(coupon.name, language)}</th>
              <td>{money(-coupon.amount)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('totals.due')}</th>
            <td>
              <strong>{money(settlement.amountDue)}</strong>
            </td>
          </tr>
          {settlement.tenders.map((tender, n) => (
            // Two parts may be alike, and they never move.
            // oxlint-disable-next-line react/no-array-index-key -- tenders have no other name than their place
            <tr key={n}>
              <th scope="row">{t(`tender.${tender.kind}`)}</th>
              <td>{money(tender.amount)}</td>
            </tr>
          ))}
          {refunds.map((refund) => (
            <tr key={refund.n}>
              <th scope="row">
                {t('sales.refund')} <DateText value={refund.at} zone={settlement.store.timeZone} time />
              </th>
              <td>{money(-refund.amount)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Group>
        {receipt && <PrintPaper paperId={receipt.paperId}>{t('sales.reprint')}</PrintPaper>}
        {refunds.map(
          ({ n, paperId }) =>
            paperId !== null && (
              <PrintPaper key={n} paperId={paperId}>
                {t('sales.returnPaper', { n })}
              </PrintPaper>
            ),
        )}
        {mayReturn && (
          <KeyButton size="lg" ml="auto" onPress={() => setBack('refund')}>
            {t('sales.return')}
          </KeyButton>
        )}
        {state === 'settled' && (
          <KeyButton size="lg" color="red" variant="light" onPress={() => setBack('void')}>
            {t('sales.void')}
          </KeyButton>
        )}
      </Group>
    </Stack>
  )
}
