import { Button, Title } from '@mantine/core'
import { IconCircleCheck, IconReceipt } from '@tabler/icons-react'
import type { Order } from '#api/shop-types.ts'
import { CopyButton } from '#kit/copy-button.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { useKept } from '../../kept.ts'
import { useT } from '../../messages.ts'
import { LinkButton, paths, usePart } from '../../navigation.tsx'
import { useSay, useShop } from '../../parts/shop.ts'
import classes from './done.module.css'
import { Warranties } from './warranties.tsx'

/** The order as it was taken: its number, the warranty numbers, and the way to the wallet. It survives a reload. */
export function DonePage() {
  const t = useT()
  const { slug } = useShop()
  const number = usePart('number')
  const order = useKept(slug).orders.find(({ orderNumber }) => orderNumber === number)
  useTitle(t('done.title'))
  if (order) return <Done order={order} />
  return (
    <EmptyState
      icon={<IconReceipt size={40} stroke={1.4} />}
      title={t('done.unknown')}
      actions={<LinkButton place={paths.window(slug)}>{t('cart.shop')}</LinkButton>}
    >
      {t('done.unknownText')}
    </EmptyState>
  )
}

function Done({ order }: { order: Order }) {
  const t = useT()
  const say = useSay()
  const { slug } = useShop()
  const covered = order.lines.some(({ cover }) => cover && cover.numbers.length > 0)
  return (
    <div className={classes['page']}>
      <div className={classes['head']}>
        <IconCircleCheck size={48} stroke={1.6} aria-hidden />
        <Title order={1}>{t('done.title')}</Title>
        <p>{t(covered ? 'done.text' : 'done.textPlain')}</p>
      </div>
      <dl className={`surface ${classes['facts'] ?? ''}`}>
        <dt>{t('done.number')}</dt>
        <dd className={classes['number']}>
          <span>{order.orderNumber}</span>
          <CopyButton value={order.orderNumber} label={t('done.number')} />
        </dd>
        <dt>{t('done.placedAt')}</dt>
        <dd>
          <DateText value={order.placedAt} zone="Asia/Tokyo" time />
        </dd>
        <dt>{t('cart.total')}</dt>
        <dd>
          <strong>
            <MoneyText amount={order.total} currency={order.currency} />
          </strong>
        </dd>
        <dt>{t('checkout.payment')}</dt>
        <dd>{t('checkout.paymentText')}</dd>
      </dl>
      <Warranties order={order} />
      <ul className={classes['lines']}>
        {order.lines.map((line) => (
          <li key={`${line.code} ${line.cover?.numbers[0] ?? ''}`}>
            <span>
              {say(line.name)} × {line.quantity}
            </span>
            <MoneyText amount={line.quantity * line.unitPrice} currency={order.currency} />
            {line.cover && line.cover.numbers.length > 0 && (
              <>
                <span className={classes['covered']}>
                  {say(line.cover.name)} × {line.cover.numbers.length}
                </span>
                <MoneyText
                  amount={line.cover.numbers.length * line.cover.premium}
                  currency={order.currency}
                />
              </>
            )}
          </li>
        ))}
      </ul>
      <Button component="a" href={order.wallet} fullWidth>
        {t('done.wallet')}
      </Button>
      <p className={classes['hint']}>{t('done.walletText')}</p>
      <LinkButton variant="default" fullWidth place={paths.window(slug)}>
        {t('done.shop')}
      </LinkButton>
    </div>
  )
}
