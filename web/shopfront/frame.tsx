import { MantineThemeProvider, createTheme } from '@mantine/core'
import { Outlet } from '@tanstack/react-router'
import { IconShoppingCart } from '@tabler/icons-react'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { totalsOf } from './cart.ts'
import { useKept } from './kept.ts'
import { useT } from './messages.ts'
import { RouteLink, paths, usePart } from './navigation.tsx'
import { Foot } from './parts/foot.tsx'
import classes from './parts/frame.module.css'
import { ShopMark } from './parts/shop-mark.tsx'
import { ShopProvider, useSay, useShopQuery } from './parts/shop.ts'

/** Besides what the style sheet says: the colour that components take by its name. */
const themes: Record<string, ReturnType<typeof createTheme>> = {
  hikari: createTheme({ primaryColor: 'blue' }),
}
const plain = createTheme({})

/** What stands around every page of one shop: its name, the cart, and that it is a demo. */
export function Frame() {
  const t = useT()
  const kit = useKitT()
  const say = useSay()
  const slug = usePart('slug')
  const shop = useShopQuery(slug)
  const { units } = totalsOf(useKept(slug).cart.lines)
  return (
    <MantineThemeProvider theme={themes[slug] ?? plain}>
      <div className={`${classes['shop'] ?? ''} ${classes['tones'] ?? ''}`} data-shop={slug}>
        <a href="#main" className="skip-link">
          {kit('skipToContent')}
        </a>
        <header className={classes['header']}>
          <RouteLink {...paths.window(slug)} className={classes['name']}>
            <ShopMark slug={slug} />
            {shop.data ? say(shop.data.name) : ''}
          </RouteLink>
          <RouteLink
            {...paths.cart(slug)}
            className={classes['cart']}
            aria-label={t('cart.link', { count: units })}
          >
            <IconShoppingCart size={24} stroke={1.6} aria-hidden />
            {units > 0 && <span className={classes['count']}>{units}</span>}
          </RouteLink>
        </header>
        <main id="main" tabIndex={-1} className={classes['main']}>
          <Loadable state={shop} skeleton={<SkeletonCards />}>
            {(data) => (
              <ShopProvider value={data}>
                <Outlet />
              </ShopProvider>
            )}
          </Loadable>
        </main>
        <Foot />
      </div>
    </MantineThemeProvider>
  )
}
