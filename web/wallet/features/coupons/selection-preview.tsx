import { Text } from '@mantine/core'
import type { CouponHolding } from '#api/types.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { localText } from '../../parts/words.ts'
import classes from './coupons.module.css'
import { useCouponsT } from './messages.ts'
import { useCouponWords } from './words.ts'

/** What the rule makes of the selected coupons: which stand against each other, and which go together, in order. */
export function SelectionPreview({ coupons }: { coupons: readonly CouponHolding[] }) {
  const t = useCouponsT()
  const { language } = useLanguage()
  const words = useCouponWords()
  if (coupons.length === 0) return <Text size="sm">{t('select.previewNone')}</Text>
  const named = (coupon: CouponHolding) => `${localText(coupon.name, language)} (${words.gives(coupon)})`
  const alone = coupons.filter(({ stacking }) => stacking === 'exclusive')
  const together = orderedByClass(coupons.filter(({ stacking }) => stacking === 'stackable'))
  return (
    <div className={classes['preview']}>
      {alone.length > 0 && (
        <>
          <h3>{t('select.alone')}</h3>
          <ul>
            {alone.map((coupon) => (
              <li key={coupon.id}>{named(coupon)}</li>
            ))}
          </ul>
        </>
      )}
      {together.length > 0 && (
        <>
          <h3>{t('select.together')}</h3>
          <ol>
            {together.map((group) => (
              <li key={group[0]?.id}>
                {group.length === 1
                  ? group.map(named)
                  : t('select.oneOf', { names: group.map(named).join(' / ') })}
              </li>
            ))}
          </ol>
        </>
      )}
      {alone.length > 0 && together.length > 0 && <p>{t('select.better')}</p>}
    </div>
  )
}

/** One of each class is taken: rates before amounts, then by priority. */
function orderedByClass<C extends Pick<CouponHolding, 'discount' | 'priority' | 'stackingClass'>>(
  coupons: readonly C[],
): C[][] {
  const rank = ({ discount }: C) => (discount.kind === 'rate' ? 0 : 1)
  const ordered = [...coupons].sort((a, b) => rank(a) - rank(b) || a.priority - b.priority)
  return [...Map.groupBy(ordered, ({ stackingClass }) => stackingClass).values()]
}
