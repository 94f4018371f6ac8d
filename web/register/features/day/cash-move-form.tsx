import { Button, Group, Modal, NumberInput, SegmentedControl, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from '../../messages.ts'
import { useKeyboard } from '../../parts/keyboard.ts'
import type { RegisterDay } from '../../till/types.ts'

/** Cash into the drawer or out of it, beside sales. */
export function CashMoveForm({ day, onClose }: { day: RegisterDay; onClose: () => void }) {
  const t = useT()
  const kit = useKitT()
  const [way, setWay] = useState<'in' | 'out'>('in')
  const [amount, setAmount] = useState<number | string>('')
  const [reason, setReason] = useState('')
  const move = useWrite('post', '/v1/stores/{storeCode}/register-days/{dayId}/cash-moves', {
    stale: ['/v1/stores/{storeCode}/register-days/current'],
    onDone: onClose,
  })
  useKeyboard({ closed: true })
  const ready = typeof amount === 'number' && amount > 0 && reason.trim() !== ''
  return (
    <Modal opened onClose={onClose} title={t('day.move')} closeButtonProps={{ 'aria-label': kit('close') }}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!ready) return
          move.mutate({
            params: { path: { storeCode: day.store.code, dayId: day.id } },
            body: { amount: way === 'in' ? amount : -amount, reason: reason.trim() },
          })
        }}
      >
        <Stack gap="md">
          <SegmentedControl
            fullWidth
            aria-label={t('day.move')}
            value={way}
            onChange={(next) => setWay(next as 'in' | 'out')}
            data={[
              { value: 'in', label: t('move.in') },
              { value: 'out', label: t('move.out') },
            ]}
          />
          <NumberInput
            label={t('move.amount')}
            thousandSeparator=","
            min={0}
            max={1_000_000_000}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={amount}
            onChange={setAmount}
          />
          <TextInput
            label={t('move.reason')}
            description={t('move.reasonHint')}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <ErrorLine error={move.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {kit('cancel')}
            </Button>
            <Button type="submit" loading={move.isPending} disabled={!ready}>
              {t('move.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
