import { Button, NativeSelect } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { lineKey, mostUnits, setQuantity, withoutCover } from '../../cart.ts'
import type { Cart, CartLine } from '../../cart.ts'
import { keep, keptOf } from '../../kept.ts'
import { useT } from '../../messages.ts'
import { RouteLink, paths } from '../../navigation.tsx'
import { Money } from '../../parts/money.tsx'
import { Picture } from '../../parts/picture.tsx'
import { useSay, useShop } from '../../parts/shop.ts'
import { useTerm } from '../../parts/terms.ts'
import classes from './cart.module.css'

/** One line: the good, and below it the cover of each of its units, which can be taken off by itself. */
export function CartRow({ line }: { line: CartLine }) {
  const t = useT()
  const say = useSay()
  const term = useTerm()
  const { slug } = useShop()
  const key = lineKey(line)
  const name = say(line.name)
  const change = (next: (cart: Cart) => Cart) => keep(slug, { cart: next(keptOf(slug).cart) })
  return (
    <li className={classes['line']}>
      <span className={classes['picture']}>
        <Picture slug={slug} code={line.code} category={line.category} />
      </span>
      <div className={classes['what']}>
        <RouteLink {...paths.good(slug, line.code)} className={classes['name']}>
          {name}
        </RouteLink>
        <span className={classes['amount']}>
          <Money amount={line.unitPrice * line.quantity} />
        </span>
      </div>
      <div className={classes['cover']} data-covered={line.cover !== null || undefined}>
        {line.cover ? (
          <>
            <span className={classes['coverName']}>
              <IconShieldCheck size={18} aria-hidden />
              {t('cart.cover', { name: say(line.cover.name), term: term(line.cover.termMonths) })}
            </span>
            <span className={classes['amount']}>
              <Money amount={line.cover.premium * line.quantity} />
            </span>
          </>
        ) : (
          t('cart.noCover')
        )}
      </div>
      <div className={classes['actions']}>
        <NativeSelect
          aria-label={t('cart.quantityNamed', { name })}
          className={classes['quantity'] ?? ''}
          value={String(line.quantity)}
          onChange={(event) => {
            const quantity = Number(event.currentTarget.value)
            change((cart) => setQuantity(cart, key, quantity))
          }}
          data={Array.from({ length: mostUnits }, (_, i) => String(i + 1))}
        />
        {line.cover && (
          <Button
            variant="subtle"
            px="xs"
            aria-label={t('cart.removeCoverNamed', { name })}
            onClick={() => change((cart) => withoutCover(cart, key))}
          >
            {t('cart.removeCover')}
          </Button>
        )}
        <Button
          variant="subtle"
          px="xs"
          aria-label={t('cart.removeNamed', { name })}
          onClick={() => change((cart) => setQuantity(cart, key, 0))}
        >
          {t('cart.remove')}
        </Button>
      </div>
    </li>
  )
}
