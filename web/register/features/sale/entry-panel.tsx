import { TextInput } from '@mantine/core'
import { IconCamera, IconSearch, IconStack2, IconUserScan } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useT } from '../../messages.ts'
import { KeyButton } from '../../parts/key-button.tsx'
import { Keypad } from '../../parts/keypad.tsx'
import { useKeyboard } from '../../parts/keyboard.ts'
import { useParked } from '../../till/baskets.ts'
import { useCatalogue } from '../../till/catalogue.ts'
import { searchItems } from '../../till/codes.ts'
import { useDevice } from '../../till/device.ts'
import { labelOf } from '../../till/keys.ts'
import type { Item } from '../../till/types.ts'
import { CatalogueAge } from './catalogue-age.tsx'
import type { Opened } from './sale-page.tsx'
import classes from './sale.module.css'

type Props = {
  entry: string
  times: number | null
  onKey: (key: string) => boolean
  onItem: (item: Item) => void
  onOpen: (what: Opened) => void
  onPark: () => void
}

/** Search, what is being typed, and the keys for fingers. While something is searched the finds take their place. */
export function EntryPanel({ entry, times, onKey, onItem, onOpen, onPark }: Props) {
  const t = useT()
  const { items } = useCatalogue()
  const parked = useParked()
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const field = useRef<HTMLInputElement>(null)
  useKeyboard({ actions: { search: () => field.current?.focus() } })
  const found = text.trim() === '' ? [] : searchItems(items, text)

  function choose(item: Item) {
    onItem(item)
    setText('')
    field.current?.blur()
  }
  function onSearchKey(event: KeyboardEvent) {
    const chosen = found[at]
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter' && chosen && !event.nativeEvent.isComposing) choose(chosen)
    else if (event.key === 'Escape') {
      setText('')
      field.current?.blur()
    } else return
    event.preventDefault()
  }

  return (
    <section className={classes['panel']} aria-label={t('sale.entry')}>
      <TextInput
        ref={field}
        type="search"
        aria-label={t('sale.search')}
        placeholder={`${t('sale.search')} (${labelOf('search')})`}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onSearchKey}
      />
      {text.trim() !== '' ? (
        <Found found={found} at={at} onChoose={choose} />
      ) : (
        <>
          <output className={classes['entry']} aria-label={t('sale.entered')}>
            {times !== null && <span>{times} ×</span>}
            {entry === '' && times === null ? <small>{t('sale.entryHint')}</small> : <span>{entry}</span>}
          </output>
          <Keypad
            onKey={(key) => onKey(key)}
            side={[
              { key: 'Escape', label: 'C', name: t('sale.clearEntry') },
              { key: 'times', label: '×', name: t('sale.times') },
              { key: 'Enter', label: t('sale.enter'), name: t('sale.enterName'), main: true },
            ]}
          />
          <div className={classes['panelActions']}>
            <KeyButton
              action="camera"
              leftSection={<IconCamera size={18} aria-hidden />}
              onPress={() => onOpen('camera')}
            >
              {t('sale.camera')}
            </KeyButton>
            <KeyButton
              action="member"
              leftSection={<IconUserScan size={18} aria-hidden />}
              onPress={() => onOpen('member')}
            >
              {t('sale.member')}
            </KeyButton>
            <KeyButton action="park" leftSection={<IconStack2 size={18} aria-hidden />} onPress={onPark}>
              {t('sale.park')}
            </KeyButton>
            <KeyButton action="parked" px="xs" onPress={() => onOpen('parked')}>
              {t('sale.parked', { count: parked.length })}
            </KeyButton>
          </div>
          <CatalogueAge />
        </>
      )}
    </section>
  )
}

function Found({
  found,
  at,
  onChoose,
}: {
  found: readonly Item[]
  at: number
  onChoose: (item: Item) => void
}) {
  const t = useT()
  const { currency } = useDevice().store
  if (found.length === 0) return <p>{t('sale.noneFound')}</p>
  return (
    <ul className={classes['found']} aria-label={t('sale.found')}>
      {found.map((item, n) => (
        <li key={item.code}>
          <button type="button" data-at={n === at || undefined} onClick={() => onChoose(item)}>
            <span>
              {item.name}
              <span className={classes['lineMore']}>{item.code}</span>
            </span>
            {item.price === null ? (
              <span className={classes['lineMore']}>{t('sale.noPrice')}</span>
            ) : (
              <MoneyText amount={item.price} currency={item.currency ?? currency} />
            )}
          </button>
        </li>
      ))}
    </ul>
  )
}
