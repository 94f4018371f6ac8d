import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { goodOf } from '#api/shop.ts'
import type { Good } from '#api/shop-types.ts'
import { useTitle } from '#kit/shell/use-title.ts'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { useT } from '../../messages.ts'
import { paths, usePart } from '../../navigation.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { Money } from '../../parts/money.tsx'
import { Picture } from '../../parts/picture.tsx'
import { useSay, useShop } from '../../parts/shop.ts'
import { useTerm } from '../../parts/terms.ts'
import { Buying } from './buying.tsx'
import classes from './good.module.css'

/** One good, and beside it the covers that can be bought with it. */
export function GoodPage() {
  const { slug } = useShop()
  const code = usePart('code')
  const state = useQuery(goodOf(slug, code))
  return (
    <>
      <BackLink place={paths.window(slug)} />
      <Loadable state={state} skeleton={<SkeletonCards count={2} height={240} />}>
        {(page) => (
          <div className={classes['page']}>
            <About good={page.good} />
            {/* Another good begins with no choice made. */}
            <Buying key={code} page={page} onRetry={() => void state.refetch()} />
          </div>
        )}
      </Loadable>
    </>
  )
}

function About({ good }: { good: Good }) {
  const t = useT()
  const say = useSay()
  const term = useTerm()
  const { slug } = useShop()
  useTitle(say(good.name))
  return (
    <section className={classes['about']}>
      <Picture slug={slug} code={good.code} category={good.category.key} large />
      <div>
        <p className={classes['model']}>{t('good.model', good)}</p>
        <Title order={1}>{say(good.name)}</Title>
        <p className={classes['price']}>
          <Money amount={good.price} /> <small>{t('good.taxIncluded')}</small>
        </p>
        <p className={classes['text']}>{say(good.about)}</p>
        <p className={classes['maker']}>
          {good.makerWarrantyMonths > 0
            ? t('good.makerWarranty', { term: term(good.makerWarrantyMonths) })
            : t('good.noMakerWarranty')}
        </p>
      </div>
    </section>
  )
}
