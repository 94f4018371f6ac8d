import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'
import type { CouponHolding } from '#api/types.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { localText } from '../../parts/words.ts'
import classes from './coupons.module.css'
import { useCouponsT } from './messages.ts'
import { stateTones, tabOf, useCouponWords } from './words.ts'

/** What a coupon is in a few short lines. */
export function CouponText({ coupon }: { coupon: CouponHolding }) {
  const words = useCouponWords()
  const { language } = useLanguage()
  const minimum = words.minimum(coupon)
  return (
    <span className={classes['text']}>
      <span className={classes['gives']}>{words.gives(coupon)}</span>
      <span className={classes['name']}>{localText(coupon.name, language)}</span>
      <span className={classes['quiet']}>{words.where(coupon)}</span>
      {minimum !== null && <span className={classes['quiet']}>{minimum}</span>}
      <span className={classes['quiet']}>{words.until(coupon)}</span>
    </span>
  )
}

type Props = AnchorHTMLAttributes<HTMLAnchorElement> & {
  coupon: CouponHolding
  ref?: Ref<HTMLAnchorElement>
}

function Card({ coupon, ...rest }: Props) {
  const t = useCouponsT()
  const { state, selectedFor } = coupon
  return (
    <a {...rest} className={classes['card']} data-over={tabOf(coupon) !== 'usable' || undefined}>
      <CouponText coupon={coupon} />
      <span className={classes['states']}>
        {state !== 'usable' && <StatusBadge tone={stateTones[state]}>{t(`state.${state}`)}</StatusBadge>}
        {state === 'usable' && selectedFor.length > 0 && (
          <StatusBadge tone="good">{t('selected')}</StatusBadge>
        )}
      </span>
    </a>
  )
}

/** A coupon in the wallet's list. */
export const CouponCard = createLink(Card)
