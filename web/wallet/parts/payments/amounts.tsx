import type { Settlement } from '#api/types.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { localText } from '../words.ts'
import { usePaymentsT } from './messages.ts'
import classes from './payments.module.css'
import { Taxes } from './taxes.tsx'
import { WhyThisAmount } from './why-this-amount.tsx'

/** From the price over the coupons to what is paid, the tax by rate, and on demand each step between. */
export function Amounts({ settlement }: { settlement: Settlement }) {
  const t = usePaymentsT()
  const { language } = useLanguage()
  const { currency, price, discount, couponsAsMoney, amountDue, couponsUsed } = settlement
  const names = (ofShop: boolean) =>
    couponsUsed
      .filter(({ funder }) => (funder === 'shop') === ofShop)
      .map(({ name }) => localText(name, language))
  const money = (amount: number) => <MoneyText amount={amount} currency={currency} />
  return (
    <>
      <dl className={classes['amounts']}>
        <div>
          <dt>{t('price')}</dt>
          <dd>{money(price)}</dd>
        </div>
        {discount > 0 && (
          <div data-less>
            <dt>
              {t('shopCoupons')}
              <Names names={names(true)} />
            </dt>
            <dd>{money(-discount)}</dd>
          </div>
        )}
        {couponsAsMoney > 0 && (
          <div data-less>
            <dt>
              {t('couponsAsMoney')}
              <Names names={names(false)} />
            </dt>
            <dd>{money(-couponsAsMoney)}</dd>
          </div>
        )}
        <div data-sum>
          <dt>{t('amountDue')}</dt>
          <dd>{money(amountDue)}</dd>
        </div>
      </dl>
      <Taxes settlement={settlement} />
      <WhyThisAmount settlement={settlement} />
    </>
  )
}

function Names({ names }: { names: readonly string[] }) {
  return names.map((name) => (
    <span key={name} className={classes['note']}>
      {name}
    </span>
  ))
}
