import { Alert, Title } from '@mantine/core'
import { IconShoppingCart } from '@tabler/icons-react'
import { useTitle } from '#kit/shell/use-title.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { lineKey } from '../../cart.ts'
import { useKept } from '../../kept.ts'
import { useT } from '../../messages.ts'
import { LinkButton, paths } from '../../navigation.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { Sums } from '../../parts/sums.tsx'
import { useShop } from '../../parts/shop.ts'
import { CartRow } from './cart-row.tsx'
import classes from './cart.module.css'

/** What was put into the cart, each good with its cover below it. */
export function CartPage() {
  const t = useT()
  const { slug } = useShop()
  const { cart, sending } = useKept(slug)
  useTitle(t('cart.title'))
  return (
    <div className={classes['page']}>
      <BackLink place={paths.window(slug)} />
      <Title order={1}>{t('cart.title')}</Title>
      {sending && (
        <Alert color="amber" variant="light" mt="md">
          <p className={classes['sending']}>{t('cart.sending')}</p>
          <LinkButton variant="default" place={paths.checkout(slug)}>
            {t('cart.sendingAction')}
          </LinkButton>
        </Alert>
      )}
      {cart.lines.length === 0 ? (
        <EmptyState
          icon={<IconShoppingCart size={40} stroke={1.4} />}
          title={t('cart.empty')}
          actions={<LinkButton place={paths.window(slug)}>{t('cart.shop')}</LinkButton>}
        >
          {t('cart.emptyText')}
        </EmptyState>
      ) : (
        <div className={classes['columns']}>
          <ul className={classes['lines']}>
            {cart.lines.map((line) => (
              <CartRow key={lineKey(line)} line={line} />
            ))}
          </ul>
          <div className={`surface ${classes['sums'] ?? ''}`}>
            <Sums lines={cart.lines} />
            <LinkButton fullWidth mt="md" place={paths.checkout(slug)}>
              {t('cart.checkout')}
            </LinkButton>
          </div>
        </div>
      )}
    </div>
  )
}
