import { Button, Group, Modal, Stack } from '@mantine/core'
import { useState } from 'react'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useT } from '../../messages.ts'
import { AmountPad } from '../../parts/amount-pad.tsx'
import { changeLine } from '../../till/basket.ts'
import type { Line } from '../../till/basket.ts'
import { changeBasket } from '../../till/baskets.ts'

/** Another unit price for a line. A cover belongs to the price it was offered for, and is chosen again. */
export function PriceDialog({ line, onClose }: { line: Line; onClose: () => void }) {
  const t = useT()
  const kit = useKitT()
  const [entry, setEntry] = useState('')
  function save() {
    if (entry === '') return
    changeBasket((basket, at) => changeLine(basket, line.key, { unitPrice: Number(entry), cover: null }, at))
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('price.title', { name: line.name })}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <Stack gap="md">
        <AmountPad label={t('price.unit')} entry={entry} onEntry={setEntry} onEnter={save} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {kit('cancel')}
          </Button>
          <Button disabled={entry === ''} onClick={save}>
            {t('price.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
