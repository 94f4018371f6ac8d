import { Stack, Text, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { question, useWrite } from '#api/query.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useT as useCommonT } from '../../messages.ts'
import { FormModal } from '../../parts/form-modal.tsx'
import { notifyDone } from '../../parts/notify.ts'
import type { Typed } from '../../parts/number-fields.tsx'
import { CountField } from '../../parts/number-fields.tsx'
import { useT } from './messages.ts'
import { RefundPreviewFacts } from './refund-preview.tsx'
import classes from './settlements.module.css'
import { staleAfterRefund } from './stale.ts'
import type { Settlement, SettlementLine } from './types.ts'

type Props = { settlement: Settlement; opened: boolean; onClose: () => void }
const leftOf = (line: SettlementLine) => line.quantity - line.returned

/** Units to give back, and at once what that brings: the amount is sent along, so that nothing else can happen. */
export function RefundForm({ settlement, opened, onClose }: Props) {
  const t = useT()
  const common = useCommonT()
  const goods = settlement.lines.filter((line) => line.cover === null)
  const [quantities, setQuantities] = useState<Record<number, Typed>>({})
  const [reason, setReason] = useState('')
  const [asked, setAsked] = useState(false)
  const lines = goods.flatMap((line) => {
    const quantity = quantities[line.n] ?? 0
    return quantity === '' || quantity < 1 ? [] : [{ n: line.n, quantity }]
  })
  const path = { settlementId: settlement.id }
  const preview = useQuery({
    ...question('/v1/settlements/{settlementId}/refund-preview', {
      params: { path },
      body: { lines },
    }),
    enabled: opened && lines.length > 0,
    placeholderData: (before) => before,
    staleTime: 0,
    retry: false,
  })
  const refund = useWrite('post', '/v1/settlements/{settlementId}/refund', {
    stale: staleAfterRefund,
    onDone: () => {
      notifyDone(t('refundDone'))
      onClose()
    },
  })
  const ready = lines.length > 0 && preview.data && !preview.isPlaceholderData && !preview.error
  const reasonError = asked && reason.trim() === '' ? common('required') : undefined
  return (
    <FormModal
      opened={opened}
      title={t('refundTitle')}
      submitLabel={t('refundSubmit')}
      busy={refund.isPending}
      error={refund.error}
      size={600}
      loss
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (!ready || reason.trim() === '') return
        refund.mutate({
          params: { path },
          body: {
            reference: `${settlement.reference.slice(0, 90)}-R${settlement.refunds.length + 1}`,
            reason: reason.trim(),
            lines,
            expectedAmount: preview.data?.amount ?? 0,
          },
        })
      }}
    >
      <ul className={classes['rows']}>
        {goods.map((line) => (
          <li key={line.n}>
            <div>
              {line.description}
              <Text size="xs" c="dimmed" component="div">
                <MoneyText amount={line.due} currency={settlement.currency} /> ·{' '}
                {t('canReturn', { count: String(leftOf(line)) })}
              </Text>
            </div>
            <CountField
              w={96}
              aria-label={t('quantityOf', { name: line.description })}
              hideControls={false}
              min={0}
              max={leftOf(line)}
              disabled={leftOf(line) === 0}
              value={quantities[line.n] ?? 0}
              onChange={(value) => setQuantities({ ...quantities, [line.n]: value })}
            />
          </li>
        ))}
      </ul>
      <TextInput
        label={t('refundReason')}
        placeholder={t('refundReasonExample')}
        maxLength={500}
        value={reason}
        error={reasonError}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Stack gap="xs">
        <Title order={3}>{t('preview')}</Title>
        {lines.length === 0 ? (
          <Text size="sm" c={asked ? 'red' : 'dimmed'} role={asked ? 'alert' : undefined}>
            {t('chooseLines')}
          </Text>
        ) : preview.error ? (
          <ErrorLine error={preview.error} />
        ) : preview.data ? (
          <RefundPreviewFacts preview={preview.data} currency={settlement.currency} />
        ) : (
          <SkeletonRows count={2} />
        )}
      </Stack>
    </FormModal>
  )
}
