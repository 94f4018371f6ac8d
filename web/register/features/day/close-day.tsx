import { Alert, Button, Group, Modal, NumberInput, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { question, useWrite } from '#api/query.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from '../../messages.ts'
import { useKeyboard } from '../../parts/keyboard.ts'
import page from '../../parts/page.module.css'
import { countedSum, denominationsOf } from '../../till/cash.ts'
import type { Count } from '../../till/cash.ts'
import { useOutbox } from '../../till/outbox.ts'
import type { RegisterDay } from '../../till/types.ts'

type Props = { day: RegisterDay; onClose: () => void; onClosed: (day: RegisterDay) => void }

/** The drawer counted piece by piece; the preview says what should be in it, then it is closed. */
export function CloseDay({ day, onClose, onClosed }: Props) {
  const t = useT()
  const kit = useKitT()
  const { currency } = day
  const waiting = useOutbox().open.length
  const [count, setCount] = useState<Count>({})
  const counted = denominationsOf(currency).map((denomination) => ({
    denomination,
    pieces: count[denomination] ?? 0,
  }))
  const [asked] = useDebouncedValue(counted, 300)
  const path = { storeCode: day.store.code, dayId: day.id }
  const preview = useQuery({
    ...question('/v1/stores/{storeCode}/register-days/{dayId}/close-preview', {
      params: { path },
      body: { counted: asked },
    }),
    staleTime: 0,
    placeholderData: (before) => before,
  })
  const close = useWrite('post', '/v1/stores/{storeCode}/register-days/{dayId}/close', {
    stale: ['/v1/stores/{storeCode}/register-days/current'],
    onDone: onClosed,
  })
  useKeyboard({ closed: true })
  const money = (amount: number) => <MoneyText amount={amount} currency={currency} />
  const expected = preview.data?.report.cash.expected ?? null
  const sum = countedSum(count)
  return (
    <Modal
      opened
      onClose={onClose}
      size={720}
      title={t('day.close')}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <Stack gap="md">
        <Text lh={1.8}>{t('close.text')}</Text>
        {waiting > 0 && (
          <Alert color="red" variant="light" role="alert">
            {t('close.waiting', { count: waiting })}
          </Alert>
        )}
        <div className={page['two']}>
          {[counted.slice(0, 5), counted.slice(5)].map((half, n) => (
            // oxlint-disable-next-line react/no-array-index-key -- two columns that never move
            <div key={n} className={page['count']}>
              {half.map(({ denomination, pieces }) => (
                <Pieces
                  key={denomination}
                  denomination={denomination}
                  pieces={pieces}
                  currency={currency}
                  onPieces={(next) => setCount({ ...count, [denomination]: next })}
                />
              ))}
            </div>
          ))}
        </div>
        <table className={page['table']}>
          <tbody>
            <tr>
              <th scope="row">{t('close.counted')}</th>
              <td>{money(sum)}</td>
            </tr>
            <tr>
              <th scope="row">{t('close.expected')}</th>
              <td>{expected === null ? '…' : money(expected)}</td>
            </tr>
            <tr>
              <th scope="row">{t('close.difference')}</th>
              <td>
                <strong>{expected === null ? '…' : money(sum - expected)}</strong>
              </td>
            </tr>
          </tbody>
        </table>
        <ErrorLine error={close.error ?? preview.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {kit('cancel')}
          </Button>
          <Button
            loading={close.isPending}
            disabled={!preview.data || preview.isFetching || waiting > 0}
            onClick={() => close.mutate({ params: { path }, body: { counted } })}
          >
            {t('close.do')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

type PiecesProps = {
  denomination: number
  pieces: number
  currency: string
  onPieces: (pieces: number) => void
}
function Pieces({ denomination, pieces, currency, onPieces }: PiecesProps) {
  const t = useT()
  const label = <MoneyText amount={denomination} currency={currency} />
  return (
    <>
      <span>{label}</span>
      <NumberInput
        aria-label={t('close.pieces', { amount: denomination })}
        min={0}
        max={1_000_000}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={pieces === 0 ? '' : pieces}
        placeholder="0"
        onChange={(value) => onPieces(Number(value) || 0)}
      />
      <span>
        <MoneyText amount={denomination * pieces} currency={currency} />
      </span>
    </>
  )
}
