import type { Good } from '#api/shop-types.ts'
import { RouteLink, paths } from '../../navigation.tsx'
import { Money } from '../../parts/money.tsx'
import { Picture } from '../../parts/picture.tsx'
import { useSay, useShop } from '../../parts/shop.ts'
import classes from './window.module.css'

/** One good on the shelf. */
export function GoodCard({ good }: { good: Good }) {
  const say = useSay()
  const { slug } = useShop()
  return (
    <RouteLink {...paths.good(slug, good.code)} className={classes['card']}>
      <Picture slug={slug} code={good.code} category={good.category.key} />
      <span className={classes['maker']}>{good.maker}</span>
      <strong className={classes['name']}>{say(good.name)}</strong>
      <span className={classes['price']}>
        <Money amount={good.price} />
      </span>
    </RouteLink>
  )
}
