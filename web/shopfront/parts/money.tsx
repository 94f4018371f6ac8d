import { MoneyText } from '#kit/format/money-text.tsx'
import { useShop } from './shop.ts'

/** An amount in the shop's currency. */
export function Money({ amount }: { amount: number }) {
  return <MoneyText amount={amount} currency={useShop().currency} />
}
