import { MoneyText } from '#kit/format/money-text.tsx'
import { useT } from './messages.ts'

/** What the drawer holds more or less than it should, in words and not in colour alone. */
export function DifferenceText({ amount, currency }: { amount: number; currency: string }) {
  const t = useT()
  if (amount === 0) return t('noDifference')
  return (
    <>
      {t(amount > 0 ? 'over' : 'short')}{' '}
      <MoneyText amount={Math.abs(amount)} currency={currency} {...(amount < 0 ? { c: 'red' } : {})} />
    </>
  )
}
