import { Button, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { Good } from '#api/shop-types.ts'
import { SearchField } from '#kit/form/search-field.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { useT } from '../../messages.ts'
import { paths, useGo, useWords } from '../../navigation.tsx'
import { useSay, useShop } from '../../parts/shop.ts'
import { Categories } from './categories.tsx'
import { GoodCard } from './good-card.tsx'
import { found } from './found.ts'
import classes from './window.module.css'

/** A shop's first page: all that it sells, searched and by kind; both stand in the address. */
export function WindowPage() {
  const t = useT()
  const say = useSay()
  const go = useGo()
  const shop = useShop()
  const { q = '', category = '' } = useWords()
  useTitle(say(shop.name))
  const goods = found(shop.goods, { q, category })
  const look = (search: { q: string; category: string }) =>
    go({ ...paths.window(shop.slug), search }, { replace: true })
  return (
    <>
      <div className={classes['head']}>
        <Title order={1}>{say(shop.name)}</Title>
        <p className={classes['tagline']}>{say(shop.tagline)}</p>
      </div>
      <div className={classes['search']}>
        <SearchField value={q} label={t('window.search')} onChange={(next) => look({ q: next, category })} />
      </div>
      <Categories
        all={categoriesOf(shop.goods)}
        chosen={category}
        onChoose={(next) => look({ q, category: next })}
      />
      <p className={classes['count']} aria-live="polite">
        {t('window.found', { count: goods.length })}
      </p>
      {goods.length === 0 ? (
        <EmptyState
          icon={<IconSearch size={40} stroke={1.4} />}
          title={t('window.none')}
          actions={
            <Button variant="default" onClick={() => look({ q: '', category: '' })}>
              {t('window.clear')}
            </Button>
          }
        >
          {t('window.noneText')}
        </EmptyState>
      ) : (
        <ul className={classes['goods']}>
          {goods.map((good) => (
            <li key={good.code}>
              <GoodCard good={good} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function categoriesOf(goods: readonly Good[]): Good['category'][] {
  return [...new Map(goods.map(({ category }) => [category.key, category])).values()]
}
