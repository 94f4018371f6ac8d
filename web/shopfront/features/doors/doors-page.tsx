import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconChevronRight } from '@tabler/icons-react'
import { doors } from '#api/shop.ts'
import { Brand } from '#kit/shell/brand.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { useT } from '../../messages.ts'
import { RouteLink, paths } from '../../navigation.tsx'
import { Foot } from '../../parts/foot.tsx'
import frame from '../../parts/frame.module.css'
import { Picture } from '../../parts/picture.tsx'
import { ShopMark } from '../../parts/shop-mark.tsx'
import { useSay } from '../../parts/shop.ts'
import classes from './doors.module.css'

/** What each shop has in its window. */
const displayed: Record<string, { code: string; category: string }[]> = {
  hikari: [
    { code: '1001', category: 'テレビ' },
    { code: '1010', category: 'カメラ' },
    { code: '1002', category: '洗濯機' },
  ],
  midori: [
    { code: '1001', category: '電動自転車' },
    { code: '1006', category: 'スポーツ自転車' },
    { code: '1004', category: '用品' },
  ],
}

/** `/shop`: the choice of the demo's shops. */
export function DoorsPage() {
  const t = useT()
  const say = useSay()
  const list = useQuery(doors)
  useTitle(t('doors.title'))
  return (
    <div className={frame['shop']}>
      <header className={frame['header']}>
        <a href="/" className={frame['name']}>
          <Brand />
        </a>
      </header>
      <main id="main" className={`${frame['main'] ?? ''} ${classes['main'] ?? ''}`}>
        <Title order={1}>{t('doors.title')}</Title>
        <p className={classes['lead']}>{t('doors.lead')}</p>
        <Loadable state={list} skeleton={<SkeletonCards count={2} />}>
          {({ items }) => (
            <ul className={classes['doors']}>
              {items.map(({ slug, name, tagline }) => (
                <li key={slug}>
                  <RouteLink {...paths.window(slug)} className={`surface ${classes['door'] ?? ''}`}>
                    <span className={`${frame['tones'] ?? ''} ${classes['window'] ?? ''}`} data-shop={slug}>
                      {(displayed[slug] ?? []).map((good) => (
                        <Picture key={good.code} slug={slug} {...good} />
                      ))}
                    </span>
                    <span className={classes['sign']}>
                      <span className={`${frame['tones'] ?? ''} ${classes['mark'] ?? ''}`} data-shop={slug}>
                        <ShopMark slug={slug} size={36} />
                      </span>
                      <span className={classes['words']}>
                        <strong>{say(name)}</strong>
                        <span>{say(tagline)}</span>
                      </span>
                      <IconChevronRight size={20} aria-hidden />
                    </span>
                  </RouteLink>
                </li>
              ))}
            </ul>
          )}
        </Loadable>
      </main>
      <Foot />
    </div>
  )
}
