import { Modal, Stack } from '@mantine/core'
import { IconStack2 } from '@tabler/icons-react'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { useT } from '../../messages.ts'
import { KeyButton } from '../../parts/key-button.tsx'
import { useKeyboard } from '../../parts/keyboard.ts'
import parts from '../../parts/parts.module.css'
import { isEmpty, sumOf, unitsOf } from '../../till/basket.ts'
import { parkBasket, resumeBasket, useBasket, useParked } from '../../till/baskets.ts'
import { useDevice } from '../../till/device.ts'

/** Baskets that were put aside; the one before the till is put aside when another one comes back. */
export function ParkedDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  const kit = useKitT()
  const { currency, timeZone } = useDevice().store
  const parked = useParked()
  const basket = useBasket()
  useKeyboard({ closed: true })
  async function resume(seq: number) {
    if (!isEmpty(basket)) await parkBasket()
    await resumeBasket(seq)
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('parked.title')}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      {parked.length === 0 ? (
        <EmptyState icon={<IconStack2 size={40} />} title={t('parked.none')}>
          {t('parked.noneText')}
        </EmptyState>
      ) : (
        <Stack gap="sm">
          {parked.map(({ seq, at, basket: one }) => (
            <button
              key={seq}
              type="button"
              className={parts['choice'] ?? ''}
              onClick={() => void resume(seq)}
            >
              <span className={parts['choiceTop']}>
                <strong>{one.lines[0]?.name}</strong>
                <MoneyText amount={sumOf(one)} currency={currency} />
              </span>
              <span>
                {t('totals.units', { count: unitsOf(one) })} · <DateText value={at} zone={timeZone} time />
              </span>
            </button>
          ))}
        </Stack>
      )}
      {!isEmpty(basket) && (
        <KeyButton mt="md" fullWidth onPress={() => void parkBasket().then(onClose)}>
          {t('parked.this')}
        </KeyButton>
      )}
    </Modal>
  )
}
