import { useState } from 'react'
import { useTitle } from '#kit/shell/use-title.ts'
import { notifications } from '@mantine/notifications'
import { useT } from '../../messages.ts'
import { Camera } from '../../parts/camera.tsx'
import { typed } from '../../parts/keypad.tsx'
import { useKeyboard } from '../../parts/keyboard.ts'
import { isEmpty, removeLine, selectNext, setQuantity } from '../../till/basket.ts'
import { changeBasket, parkBasket, startBasket, undoBasket, useBasket } from '../../till/baskets.ts'
import type { TenderKind } from '../../till/types.ts'
import { PayDialog } from './pay/pay-dialog.tsx'
import { BasketPanel } from './basket-panel.tsx'
import { CoverDialog } from './cover-dialog.tsx'
import { EntryPanel } from './entry-panel.tsx'
import { MemberDialog } from './member-dialog.tsx'
import { ParkedDialog } from './parked-dialog.tsx'
import { PriceDialog } from './price-dialog.tsx'
import classes from './sale.module.css'
import { StepsDialog } from './steps-dialog.tsx'
import { TenderBar } from './tender-bar.tsx'
import { useCodes } from './use-codes.ts'
import { useQuote } from './use-quote.ts'
import { WantedDialog } from './wanted-dialog.tsx'

type Opened = 'camera' | 'member' | 'cover' | 'price' | 'parked' | 'steps' | null

/** The till itself: goods on the left, entry on the right, means of payment below. */
export function SalePage() {
  const t = useT()
  useTitle(t('toSale'))
  const basket = useBasket()
  const quoted = useQuote(basket)
  const codes = useCodes()
  const [entry, setEntry] = useState('')
  const [times, setTimes] = useState<number | null>(null)
  const [opened, setOpened] = useState<Opened>(null)
  const [paying, setPaying] = useState<TenderKind | null>(null)
  const line = basket.lines.find(({ key }) => key === basket.selected)
  const close = () => setOpened(null)

  function take(code: string) {
    setEntry('')
    setTimes(null)
    void codes.take(code, times ?? 1)
  }
  function onKey(key: string): boolean {
    if (key === 'Enter') {
      if (entry === '') return false
      take(entry)
    } else if (key === 'Escape') {
      setEntry('')
      setTimes(null)
    } else if (key === 'times') takeTimes()
    // Codes of a store may have letters and signs; amounts are typed in dialogs of their own.
    else if (key === 'Backspace' || key === '00')
      setEntry((now) => (key === '00' && now ? `${now}00` : typed(now, key)))
    else setEntry((now) => (now + key).slice(0, 200))
    return true
  }
  function takeTimes() {
    const count = Number(entry)
    if (!/^\d{1,4}$/.test(entry) || count < 1) return
    if (line && basket.lines.length > 0 && times !== null)
      changeBasket((now, at) => setQuantity(now, line.key, count, at))
    setTimes(count)
    setEntry('')
  }
  function step(by: 1 | -1) {
    if (line) changeBasket((now, at) => setQuantity(now, line.key, line.quantity + by, at))
  }
  function remove() {
    if (!line) return
    changeBasket((now, at) => removeLine(now, line.key, at))
    notifications.show({ message: t('sale.removed', { name: line.name }), withBorder: true })
  }
  function pay(kind: TenderKind) {
    if (basket.lines.length > 0) setPaying(kind)
  }
  const park = () => (isEmpty(basket) ? setOpened('parked') : void parkBasket())

  useKeyboard({
    actions: {
      camera: () => setOpened('camera'),
      member: () => setOpened('member'),
      park,
      parked: () => setOpened('parked'),
      clear: () =>
        changeBasket((now, at) => ({ ...now, lines: [], member: null, selected: null, changedAt: at })),
      cash: () => pay('cash'),
      account: () => pay('account'),
      card: () => pay('card'),
      qr: () => pay('qr'),
      cover: () => line && line.code !== null && setOpened('cover'),
      price: () => line && setOpened('price'),
      steps: () => quoted.quote && setOpened('steps'),
      undo: undoBasket,
      remove,
      // A hyphen may be a part of the code that is being typed.
      more: () => (entry === '' ? step(1) : onKey('+')),
      fewer: () => (entry === '' ? step(-1) : onKey('-')),
      times: takeTimes,
      next: () => changeBasket((now) => selectNext(now, 1)),
      previous: () => changeBasket((now) => selectNext(now, -1)),
    },
    onKey,
    onScan: take,
  })

  return (
    <div className={classes['sale']}>
      <h1 className="sr-only">{t('toSale')}</h1>
      <BasketPanel
        basket={basket}
        quoted={quoted}
        onOpen={setOpened}
        onStep={step}
        onRemove={remove}
        last={codes.last}
      />
      <EntryPanel
        entry={entry}
        times={times}
        onKey={onKey}
        onItem={(item) => {
          codes.addItem(item, times ?? 1)
          setTimes(null)
        }}
        onOpen={setOpened}
        onPark={park}
      />
      <TenderBar basket={basket} quoted={quoted} onPay={pay} />
      {opened === 'camera' && (
        <Camera title={t('camera.title')} onClose={close} onCode={(code) => (close(), take(code))} />
      )}
      {opened === 'member' && <MemberDialog member={basket.member} onClose={close} onCode={take} />}
      {opened === 'cover' && line && <CoverDialog line={line} onClose={close} />}
      {opened === 'price' && line && <PriceDialog line={line} onClose={close} />}
      {opened === 'parked' && <ParkedDialog onClose={close} />}
      {opened === 'steps' && quoted.quote && <StepsDialog quote={quoted.quote} onClose={close} />}
      {codes.wanted && <WantedDialog wanted={codes.wanted} codes={codes} />}
      {(paying !== null || basket.sending !== null) && (
        <PayDialog
          first={paying ?? 'cash'}
          basket={basket}
          quoted={quoted}
          onClose={() => setPaying(null)}
          onNext={() => {
            setPaying(null)
            startBasket()
          }}
        />
      )}
    </div>
  )
}
export type { Opened }
