import { lineKey } from '../../cart.ts'
import type { CartLine } from '../../cart.ts'
import { useT } from '../../messages.ts'
import { Money } from '../../parts/money.tsx'
import { useSay } from '../../parts/shop.ts'
import { useTerm } from '../../parts/terms.ts'
import classes from './checkout.module.css'

/** The cart once more, in words, before it is ordered. */
export function OrderLines({ lines }: { lines: readonly CartLine[] }) {
  const t = useT()
  const say = useSay()
  const term = useTerm()
  return (
    <ul className={classes['lines']}>
      {lines.map((line) => (
        <li key={lineKey(line)}>
          <span>
            {say(line.name)} × {line.quantity}
          </span>
          <span>
            <Money amount={line.unitPrice * line.quantity} />
          </span>
          {line.cover && (
            <>
              <span className={classes['coverLine']}>
                {t('cart.cover', { name: say(line.cover.name), term: term(line.cover.termMonths) })} ×{' '}
                {line.quantity}
              </span>
              <span className={classes['coverLine']}>
                <Money amount={line.cover.premium * line.quantity} />
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
