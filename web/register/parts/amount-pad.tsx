import { MoneyText } from '#kit/format/money-text.tsx'
import { useT } from '../messages.ts'
import { useDevice } from '../till/device.ts'
import { useKeyboard } from './keyboard.ts'
import { Keypad, typed } from './keypad.tsx'
import classes from './amount-pad.module.css'

type Props = {
  label: string
  entry: string
  onEntry: (entry: string) => void
  onEnter: () => void
  /** In place of the entry while nothing is typed. */
  suggested?: number
}

/** An amount typed by fingers or keys, in the store's minor units; Enter takes it. For dialogs: nothing below hears keys. */
export function AmountPad({ label, entry, onEntry, onEnter, suggested }: Props) {
  const t = useT()
  const { currency } = useDevice().store
  function onKey(key: string): boolean {
    if (key === 'Enter') onEnter()
    else if (key === 'Escape' && entry === '') return false
    else onEntry(typed(entry, key))
    return true
  }
  useKeyboard({ closed: true, onKey })
  const shown = entry === '' ? suggested : Number(entry)
  return (
    // The focus lies here and not on a button: Enter takes the amount.
    <div className={classes['pad']} tabIndex={-1} data-autofocus>
      <output className={classes['amount']} data-empty={entry === '' || undefined}>
        <span>{label}</span>
        <MoneyText amount={shown ?? 0} currency={currency} />
      </output>
      <Keypad
        onKey={onKey}
        side={[
          { key: 'Escape', label: 'C', name: t('sale.clearEntry') },
          { key: 'Enter', label: t('sale.enter'), name: t('sale.enterName'), main: true },
        ]}
      />
    </div>
  )
}
