import { Checkbox, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { useT } from '../../messages.ts'
import { AmountPad } from '../../parts/amount-pad.tsx'
import { useKeyboard } from '../../parts/keyboard.ts'
import parts from '../../parts/parts.module.css'
import { useDevice } from '../../till/device.ts'
import type { Item } from '../../till/types.ts'
import type { Codes, Wanted } from './use-codes.ts'

/** Asks what a code left open: the price, which of several goods, or what it is at all. */
export function WantedDialog({ wanted, codes }: { wanted: Wanted; codes: Codes }) {
  const t = useT()
  const kit = useKitT()
  const title = { price: 'wanted.price', several: 'wanted.several', unknown: 'wanted.unknown' } as const
  return (
    <Modal
      opened
      onClose={() => codes.setWanted(null)}
      title={t(title[wanted.kind])}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      {wanted.kind === 'several' ? (
        <Several items={wanted.items} onChoose={(item) => codes.addItem(item, wanted.quantity)} />
      ) : wanted.kind === 'price' ? (
        <Price
          name={wanted.item.name}
          onPrice={(price) => codes.addItem(wanted.item, wanted.quantity, price)}
        />
      ) : (
        <Unknown wanted={wanted} onAdd={codes.addNamed} />
      )}
    </Modal>
  )
}

function Several({ items, onChoose }: { items: readonly Item[]; onChoose: (item: Item) => void }) {
  const { currency } = useDevice().store
  useKeyboard({ closed: true })
  return (
    <Stack gap="sm">
      {items.map((item) => (
        <button
          key={item.code}
          type="button"
          className={parts['choice'] ?? ''}
          onClick={() => onChoose(item)}
        >
          <span className={parts['choiceTop']}>
            <strong>{item.name}</strong>
            {item.price !== null && <MoneyText amount={item.price} currency={currency} />}
          </span>
          <Text size="sm" c="dimmed" component="span">
            {item.code}
          </Text>
        </button>
      ))}
    </Stack>
  )
}

function Price({ name, onPrice }: { name: string; onPrice: (price: number) => void }) {
  const t = useT()
  const [entry, setEntry] = useState('')
  return (
    <Stack gap="md">
      <Text>{t('wanted.priceText', { name })}</Text>
      <AmountPad
        label={t('price.unit')}
        entry={entry}
        onEntry={setEntry}
        onEnter={() => entry !== '' && onPrice(Number(entry))}
      />
    </Stack>
  )
}

type UnknownProps = {
  wanted: Extract<Wanted, { kind: 'unknown' }>
  onAdd: (name: string, price: number, quantity: number, reduced: boolean) => void
}
/** Goods that no catalogue knows are sold by a name and a price; the code stands in the name. */
function Unknown({ wanted, onAdd }: UnknownProps) {
  const t = useT()
  const [name, setName] = useState(wanted.code)
  const [reduced, setReduced] = useState(false)
  const [entry, setEntry] = useState('')
  return (
    <Stack gap="md">
      <Text>{t('wanted.unknownText', { code: wanted.code })}</Text>
      <TextInput
        label={t('wanted.name')}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        label={t('wanted.reduced')}
        checked={reduced}
        onChange={(event) => setReduced(event.currentTarget.checked)}
      />
      <AmountPad
        label={t('price.unit')}
        entry={entry}
        onEntry={setEntry}
        onEnter={() => {
          if (entry !== '' && name.trim() !== '') onAdd(name.trim(), Number(entry), wanted.quantity, reduced)
        }}
      />
    </Stack>
  )
}
