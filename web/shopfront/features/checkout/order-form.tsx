import { Anchor, Button, Checkbox, Title } from '@mantine/core'
import { useRef, useState } from 'react'
import { formatMoney } from '#kit/format/formats.ts'
import { fieldErrorText } from '#kit/i18n/error-text.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { totalsOf } from '../../cart.ts'
import type { CartLine } from '../../cart.ts'
import { useT } from '../../messages.ts'
import { RouteLink, paths } from '../../navigation.tsx'
import { Sums } from '../../parts/sums.tsx'
import { useShop } from '../../parts/shop.ts'
import { buyerInput, draftBuyer, faultsOf, keepDraft } from './buyer.ts'
import type { Buyer, BuyerField } from './buyer.ts'
import { BuyerFields } from './buyer-fields.tsx'
import classes from './checkout.module.css'
import { OrderLines } from './order-lines.tsx'
import { Refused } from './refused.tsx'
import type { useOrdering } from './use-ordering.ts'

type Props = { lines: readonly CartLine[]; ordering: ReturnType<typeof useOrdering> }

/** Where to, how paid, what for, agreed: then one button that says the amount. */
export function OrderForm({ lines, ordering }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const { slug, currency } = useShop()
  const form = useRef<HTMLFormElement>(null)
  const [buyer, setBuyer] = useState(draftBuyer)
  const [agreed, setAgreed] = useState(false)
  const [tried, setTried] = useState(false)
  const faults = faultsOf(buyer)
  const total = formatMoney(totalsOf(lines).total, currency, language)

  function change(next: Buyer) {
    setBuyer(next)
    keepDraft(next)
  }
  function faultOf(field: BuyerField): string | undefined {
    const fault = tried ? faults[field] : undefined
    return fault ? t(fault) : fieldErrorText(ordering.error, `buyer.${field}`, language)
  }
  function submit() {
    setTried(true)
    if (Object.keys(faults).length === 0 && agreed) ordering.order(buyerInput(buyer))
    // After this rendering, when the fields that are wrong say so.
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }

  return (
    <form
      ref={form}
      noValidate
      className={classes['columns']}
      onSubmit={(event) => {
        event.preventDefault()
        if (!ordering.busy) submit()
      }}
    >
      <div className={classes['parts']}>
        <section className={`surface ${classes['part'] ?? ''}`}>
          <Title order={2}>{t('checkout.buyer')}</Title>
          <BuyerFields buyer={buyer} onChange={change} faultOf={faultOf} />
        </section>
        <section className={`surface ${classes['part'] ?? ''}`}>
          <Title order={2}>{t('checkout.payment')}</Title>
          <p className={classes['payment']}>{t('checkout.paymentText')}</p>
          <p className={classes['note']}>{t('checkout.paymentNote')}</p>
        </section>
      </div>
      <section className={`surface ${classes['part'] ?? ''} ${classes['summary'] ?? ''}`}>
        <div className={classes['summaryHead']}>
          <Title order={2}>{t('checkout.summary')}</Title>
          <Anchor size="sm" renderRoot={(props) => <RouteLink {...paths.cart(slug)} {...props} />}>
            {t('checkout.change')}
          </Anchor>
        </div>
        <OrderLines lines={lines} />
        <Sums lines={lines} />
        <Checkbox
          className={classes['agree'] ?? ''}
          checked={agreed}
          onChange={(event) => setAgreed(event.currentTarget.checked)}
          label={t(lines.some(({ cover }) => cover) ? 'checkout.agree' : 'checkout.agreePlain')}
          error={tried && !agreed ? t('checkout.agreeRequired') : null}
          aria-invalid={tried && !agreed}
        />
        <Refused ordering={ordering} />
        <Button type="submit" fullWidth mt="md" loading={ordering.busy}>
          {t('checkout.order', { amount: total })}
        </Button>
      </section>
    </form>
  )
}
