import { Title } from '@mantine/core'
import { IconShoppingCart } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTitle } from '#kit/shell/use-title.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { useKept } from '../../kept.ts'
import { useT } from '../../messages.ts'
import { LinkButton, paths } from '../../navigation.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { useShop } from '../../parts/shop.ts'
import classes from './checkout.module.css'
import { OrderForm } from './order-form.tsx'
import { Sending } from './sending.tsx'
import { useOrdering } from './use-ordering.ts'

/** The last page before the order, and the place where an order waits whose outcome is not known. */
export function CheckoutPage() {
  const t = useT()
  const { slug } = useShop()
  const { cart, sending } = useKept(slug)
  const ordering = useOrdering(slug)
  useTitle(t('checkout.title'))
  // An order that a reload interrupted goes on by itself, once a page.
  const resumed = useRef(false)
  const { again } = ordering
  useEffect(() => {
    if (resumed.current) return
    resumed.current = true
    again()
  })
  return (
    <div className={classes['page']}>
      <BackLink place={paths.cart(slug)} />
      <Title order={1}>{t('checkout.title')}</Title>
      {sending ? (
        <Sending busy={ordering.busy} error={ordering.error} onAgain={again} />
      ) : cart.lines.length === 0 ? (
        <EmptyState
          icon={<IconShoppingCart size={40} stroke={1.4} />}
          title={t('cart.empty')}
          actions={<LinkButton place={paths.window(slug)}>{t('cart.shop')}</LinkButton>}
        >
          {t('cart.emptyText')}
        </EmptyState>
      ) : (
        <OrderForm lines={cart.lines} ordering={ordering} />
      )}
    </div>
  )
}
