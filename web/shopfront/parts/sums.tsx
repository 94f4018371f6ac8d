import type { CartLine } from '../cart.ts'
import { totalsOf } from '../cart.ts'
import { useT } from '../messages.ts'
import { Money } from './money.tsx'
import classes from './parts.module.css'

/** What the cart comes to; goods and covers apart, so that nobody pays for one unseen. */
export function Sums({ lines }: { lines: readonly CartLine[] }) {
  const t = useT()
  const { goods, covers, total } = totalsOf(lines)
  return (
    <dl className={classes['sums']}>
      <dt>{t('cart.goods')}</dt>
      <dd>
        <Money amount={goods} />
      </dd>
      {covers > 0 && (
        <>
          <dt>{t('cart.covers')}</dt>
          <dd>
            <Money amount={covers} />
          </dd>
        </>
      )}
      <dt>{t('cart.delivery')}</dt>
      <dd>{t('cart.free')}</dd>
      <dt className={classes['total']}>{t('cart.total')}</dt>
      <dd className={classes['total']}>
        <Money amount={total} />
      </dd>
    </dl>
  )
}
