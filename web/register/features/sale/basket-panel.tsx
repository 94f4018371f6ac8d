import { ActionIcon, Alert, Button, Loader } from '@mantine/core'
import { IconArrowBackUp, IconBarcode, IconMinus, IconPlus, IconShieldCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { MoneyText } from '#kit/format/money-text.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from '../../messages.ts'
import { KeyButton, keepFocus } from '../../parts/key-button.tsx'
import { amountOf, select, withMember } from '../../till/basket.ts'
import type { Basket, Line } from '../../till/basket.ts'
import { changeBasket, undoBasket, useMayUndo } from '../../till/baskets.ts'
import { useDevice } from '../../till/device.ts'
import { labelOf } from '../../till/keys.ts'
import { useNetwork } from '../../till/network.ts'
import { MemberChip } from './member-chip.tsx'
import type { Opened } from './sale-page.tsx'
import classes from './sale.module.css'
import { Totals } from './totals.tsx'
import type { Quoted } from './use-quote.ts'

type Props = {
  basket: Basket
  quoted: Quoted
  onOpen: (what: Opened) => void
  onStep: (by: 1 | -1) => void
  onRemove: () => void
  /** What was done last, for those who do not look at the screen. */
  last: string
}

export function BasketPanel({ basket, quoted, onOpen, onStep, onRemove, last }: Props) {
  const t = useT()
  const { online } = useNetwork()
  const mayUndo = useMayUndo()
  return (
    <section className={classes['basket']} aria-label={t('sale.basket')}>
      <div className={classes['basketTop']}>
        <MemberChip
          member={basket.member}
          quoted={quoted}
          onOpen={() => onOpen('member')}
          onRemove={() => changeBasket((now, at) => withMember(now, null, at))}
        />
        {mayUndo && (
          <KeyButton
            action="undo"
            variant="subtle"
            ml="auto"
            leftSection={<IconArrowBackUp size={18} aria-hidden />}
            onPress={undoBasket}
          >
            {t('sale.undo')}
          </KeyButton>
        )}
        {quoted.asking && <Loader size={20} ml={mayUndo ? 0 : 'auto'} aria-label={t('sale.asking')} />}
      </div>
      <p className="sr-only" aria-live="polite">
        {last}
      </p>
      {basket.lines.length === 0 ? (
        <div className={classes['empty']}>
          <EmptyState icon={<IconBarcode size={48} stroke={1.4} />} title={t('sale.empty')}>
            {t('sale.emptyText')}
          </EmptyState>
        </div>
      ) : (
        <ul className={classes['lines']}>
          {basket.lines.map((line) => (
            <LineRow
              key={line.key}
              line={line}
              selected={line.key === basket.selected}
              onOpen={onOpen}
              onStep={onStep}
              onRemove={onRemove}
            />
          ))}
        </ul>
      )}
      {quoted.error && online ? (
        <div>
          <ErrorLine error={quoted.error} />
          <Button fullWidth variant="default" onClick={quoted.askAgain}>
            {t('sale.askAgain')}
          </Button>
        </div>
      ) : null}
      {!online && basket.lines.length > 0 && (
        <Alert color="blue" variant="light" radius={0}>
          {t('sale.offlineText')}
        </Alert>
      )}
      <Totals basket={basket} quoted={quoted} onSteps={() => onOpen('steps')} />
    </section>
  )
}

type RowProps = Pick<Props, 'onOpen' | 'onStep' | 'onRemove'> & { line: Line; selected: boolean }

function LineRow({ line, selected, onOpen, onStep, onRemove }: RowProps) {
  const t = useT()
  const { currency } = useDevice().store
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (selected) row.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  return (
    <li ref={row} className={classes['line']} data-selected={selected || undefined}>
      <button
        type="button"
        className={classes['lineButton']}
        aria-pressed={selected}
        onMouseDown={keepFocus}
        onClick={() => changeBasket((now) => select(now, line.key))}
      >
        <span>
          <span className={classes['lineName']}>{line.name}</span>
          <span className={classes['lineMore']}>
            {line.code !== null && `${line.code} · `}
            <MoneyText amount={line.unitPrice} currency={currency} /> × {line.quantity}
            {line.taxCategory === 'AA' && ` · ${t('sale.reduced')}`}
          </span>
          {line.cover && (
            <span className={classes['lineCover']}>
              <IconShieldCheck size={16} aria-hidden />
              {line.cover.name} <MoneyText amount={line.cover.premium} currency={currency} /> ×{' '}
              {line.quantity}
            </span>
          )}
        </span>
        <MoneyText className={classes['lineAmount'] ?? ''} amount={amountOf(line)} currency={currency} />
      </button>
      {selected && (
        <div className={classes['tools']}>
          <ActionIcon
            variant="default"
            aria-label={t('sale.fewer')}
            aria-keyshortcuts={labelOf('fewer')}
            disabled={line.quantity === 1}
            onMouseDown={keepFocus}
            onClick={() => onStep(-1)}
          >
            <IconMinus size={20} aria-hidden />
          </ActionIcon>
          <span className={classes['quantity']}>{line.quantity}</span>
          <ActionIcon
            variant="default"
            aria-label={t('sale.more')}
            aria-keyshortcuts={labelOf('more')}
            onMouseDown={keepFocus}
            onClick={() => onStep(1)}
          >
            <IconPlus size={20} aria-hidden />
          </ActionIcon>
          <KeyButton action="price" onPress={() => onOpen('price')}>
            {t('sale.price')}
          </KeyButton>
          {line.code !== null && (
            <KeyButton action="cover" color="green" variant="light" onPress={() => onOpen('cover')}>
              {t('sale.cover')}
            </KeyButton>
          )}
          <KeyButton action="remove" color="red" variant="subtle" ml="auto" onPress={onRemove}>
            {t('sale.remove')}
          </KeyButton>
        </div>
      )}
    </li>
  )
}
