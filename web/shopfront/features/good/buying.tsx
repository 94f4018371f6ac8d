import { Button, NativeSelect } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useState } from 'react'
import type { GoodPage } from '#api/shop-types.ts'
import { formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { add, coverOf, mostUnits } from '../../cart.ts'
import { keep, keptOf } from '../../kept.ts'
import { useT } from '../../messages.ts'
import { LinkButton, paths } from '../../navigation.tsx'
import { useShop } from '../../parts/shop.ts'
import { CoverChoice } from './cover-choice.tsx'
import classes from './good.module.css'

type Props = { page: GoodPage; onRetry: () => void }

/**
 * The choice of a cover, the quantity, and the one button. Nothing is chosen at first, and pressing without a choice
 * buys without cover.
 */
export function Buying({ page: { good, offers, coverShown }, onRetry }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const shop = useShop()
  const [planCode, setPlanCode] = useState<string | null>(null)
  const [quantity, setQuantity] = useState(1)
  const [added, setAdded] = useState(false)
  const offer = offers.find((one) => one.planCode === planCode)
  const sum = quantity * (good.price + (offer?.premium ?? 0))

  function addToCart() {
    const line = {
      code: good.code,
      name: good.name,
      category: good.category.key,
      quantity,
      unitPrice: good.price,
      cover: offer ? coverOf(offer) : null,
    }
    keep(shop.slug, { cart: add(keptOf(shop.slug).cart, line) })
    setAdded(true)
  }

  return (
    <div className={classes['buying']}>
      <CoverChoice
        good={good}
        offers={offers}
        shown={coverShown}
        chosen={planCode}
        onChoose={setPlanCode}
        onRetry={onRetry}
      />
      <div className={classes['bar']}>
        <NativeSelect
          aria-label={t('good.quantity')}
          className={classes['quantity'] ?? ''}
          value={String(quantity)}
          onChange={(event) => setQuantity(Number(event.currentTarget.value))}
          data={Array.from({ length: mostUnits }, (_, i) => String(i + 1))}
        />
        <span className={classes['sum']} aria-live="polite">
          {t('good.sum', { amount: formatMoney(sum, shop.currency, language) })}
        </span>
        <Button className={classes['add'] ?? ''} onClick={addToCart}>
          {t(offers.length === 0 ? 'good.add' : offer ? 'good.addWith' : 'good.addWithout')}
        </Button>
        <div aria-live="polite" className={classes['added']}>
          {added && (
            <>
              <IconCircleCheck size={20} aria-hidden />
              <span>{t('good.added')}</span>
              <LinkButton variant="default" place={paths.cart(shop.slug)}>
                {t('good.toCart')}
              </LinkButton>
            </>
          )}
        </div>
      </div>
    </div>
  )
}
