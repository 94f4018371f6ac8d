import { ActionIcon, Alert, Stack, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { MoneyText } from '#kit/format/money-text.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from '../../../messages.ts'
import { KeyButton } from '../../../parts/key-button.tsx'
import { Keypad, typed } from '../../../parts/keypad.tsx'
import { useKeyboard } from '../../../parts/keyboard.ts'
import parts from '../../../parts/parts.module.css'
import type { Basket } from '../../../till/basket.ts'
import { quickAmounts } from '../../../till/cash.ts'
import { useDevice } from '../../../till/device.ts'
import { useNetwork } from '../../../till/network.ts'
import { changeOf, fitted, leftOf, withCash, withOther } from '../../../till/tenders.ts'
import type { Chosen } from '../../../till/tenders.ts'
import type { TenderKind } from '../../../till/types.ts'
import type { Quoted } from '../use-quote.ts'
import classes from './pay.module.css'
import type { Paying } from './use-paying.ts'

const kinds = ['cash', 'account', 'card', 'qr'] as const
type Props = { first: TenderKind; basket: Basket; paying: Paying; quoted: Quoted }

/** The means of payment, one or several, until nothing is left; then one button takes it all. */
export function Choosing({ first, basket, paying, quoted }: Props) {
  const t = useT()
  const { currency } = useDevice().store
  const { online } = useNetwork()
  const { due, phase } = paying
  const [kind, setKind] = useState<TenderKind>(first)
  const [picked, setPicked] = useState<readonly Chosen[]>([])
  const [entry, setEntry] = useState('')
  // After another amount came back from the server, what was chosen is kept as far as it fits.
  const chosen = fitted(due, picked)
  const left = leftOf(due, chosen)
  const problem = phase.kind === 'choosing' ? phase.problem : null
  const before = phase.kind === 'choosing' ? phase.before : null
  const ready = left === 0 && (!online || quoted.quote !== undefined)
  const lacking = kind === 'account' && !basket.member && left > 0

  function choose(amount: number | null) {
    if (left === 0) return
    if (kind === 'cash') {
      const received = amount ?? left
      if (received > 0) setPicked(withCash(due, chosen, received))
    } else if (!lacking) setPicked(withOther(due, chosen, kind, amount))
    setEntry('')
  }
  function take() {
    if (ready) void paying.pay(chosen)
    else choose(entry === '' ? null : Number(entry))
  }
  function onKey(key: string): boolean {
    if (key === 'Enter') take()
    else if (key === 'Escape' && entry === '') return false
    else setEntry(typed(entry, key))
    return true
  }
  const open = (one: TenderKind) => (online || one === 'cash') && setKind(one)
  useKeyboard({
    actions: {
      cash: () => open('cash'),
      account: () => open('account'),
      card: () => open('card'),
      qr: () => open('qr'),
    },
    onKey,
  })
  const money = (amount: number) => <MoneyText amount={amount} currency={currency} />

  return (
    // The focus lies here and not on a button: Enter takes what was typed.
    <div className={classes['choosing']} tabIndex={-1} data-autofocus>
      <Stack gap="sm">
        {problem?.code === 'amount_changed' ? (
          <Alert color="amber" variant="light" role="alert" title={t('pay.changed')}>
            {before !== null && money(before)} → {quoted.quote ? money(due) : '…'}
          </Alert>
        ) : (
          <ErrorLine error={problem} />
        )}
        <div className={classes['due']}>
          <span>{t('totals.due')}</span>
          <strong>{money(due)}</strong>
        </div>
        <ul className={classes['chosen']}>
          {chosen.map((one, n) => (
            // Several parts may be alike; they only ever go from the list by their place.
            // oxlint-disable-next-line react/no-array-index-key -- tenders have no other name than their place
            <li key={n}>
              <span>{t(`tender.${one.kind}`)}</span>
              {money(one.received ?? one.amount)}
              <ActionIcon
                aria-label={t('pay.takeOff')}
                onClick={() => setPicked(chosen.filter((_, at) => at !== n))}
              >
                <IconX size={18} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
        <div className={classes['left']} aria-live="polite">
          <span>{t(left > 0 ? 'pay.left' : 'pay.change')}</span>
          <strong>{money(left > 0 ? left : changeOf(chosen))}</strong>
        </div>
        {lacking && (
          <Text component="output" size="sm" c="red">
            {t('pay.memberFirst')}
          </Text>
        )}
        <KeyButton
          size="xl"
          color="green"
          variant="filled"
          keyText="Enter"
          disabled={!ready}
          onPress={() => void paying.pay(chosen)}
        >
          {t('pay.take')}
        </KeyButton>
      </Stack>
      <Stack gap="sm">
        <section className={classes['kinds']} aria-label={t('pay.means')}>
          {kinds.map((one) => (
            <KeyButton
              key={one}
              action={one}
              variant={one === kind ? 'light' : 'default'}
              disabled={!online && one !== 'cash'}
              onPress={() => setKind(one)}
            >
              {t(`tender.${one}`)}
            </KeyButton>
          ))}
        </section>
        <output className={classes['entry']} aria-label={t(kind === 'cash' ? 'pay.received' : 'pay.part')}>
          <span>{t(kind === 'cash' ? 'pay.received' : 'pay.part')}</span>
          {money(entry === '' ? left : Number(entry))}
        </output>
        {kind === 'cash' && left > 0 && (
          <div className={classes['quick']}>
            {quickAmounts(left, currency).map((amount) => (
              <button
                key={amount}
                type="button"
                className={parts['choice'] ?? ''}
                onClick={() => choose(amount)}
              >
                {money(amount)}
              </button>
            ))}
          </div>
        )}
        <Keypad
          onKey={onKey}
          side={[
            { key: 'Escape', label: 'C', name: t('sale.clearEntry') },
            { key: 'Enter', label: t('sale.enter'), name: t('sale.enterName'), main: true },
          ]}
        />
      </Stack>
    </div>
  )
}
