import { Text } from '@mantine/core'
import { useMay } from '../../../session.tsx'
import { LinkButton } from '../../../navigation.tsx'
import { Section } from '../../../parts/section.tsx'
import { useStores } from '../../../parts/stores.ts'
import { paths } from '../../../paths.ts'
import { useCouponWords } from '../coupon-words.ts'
import classes from '../coupons.module.css'
import { useT } from '../messages.ts'
import type { CouponForm } from './coupon-form.ts'
import { termsOf } from './coupon-form.ts'

/** How the coupon will read, as it is typed, and the way to try its tax. */
export function CouponPreview({ form }: { form: CouponForm }) {
  const t = useT()
  const may = useMay()
  const { stores } = useStores()
  const { sentences } = useCouponWords()
  const { discount } = form.terms
  const typed = discount.kind === 'amount' ? discount.amount : discount.basisPoints
  const nameOf = (code: string) => stores.find((store) => store.code === code)?.name ?? code
  const terms = termsOf(form)
  const [off, ...rest] = sentences(terms, form.currency, nameOf)
  return (
    <Section title={t('preview')}>
      {typed === '' || typed === 0 ? (
        <Text size="sm" c="dimmed">
          {t('previewEmpty')}
        </Text>
      ) : (
        <div className={classes['ticket']} aria-live="polite">
          <Text size="sm">{form.terms.name.ja || t('nameExample')}</Text>
          <strong>{off}</strong>
          <ul className={classes['preview']}>
            {rest.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </div>
      )}
      {form.currency === 'JPY' && typed !== '' && typed !== 0 && may('coupons:read') && (
        <>
          <Text size="xs" c="dimmed" mt="md" mb="xs">
            {t('tryHint')}
          </Text>
          <LinkButton size="xs" variant="default" place={calculatorOf(form, typed)}>
            {t('try')}
          </LinkButton>
        </>
      )}
    </Section>
  )
}

/** The calculator with this coupon on a basket of 11,000 yen. */
function calculatorOf(form: CouponForm, value: number) {
  const { discount, funder, faceBasis } = form.terms
  const today = new Date().toISOString().slice(0, 10)
  return paths.calculator({
    profile: 'registered.floor.floor',
    basis: `inclusive.${faceBasis}`,
    lines: `11000.S.${today}`,
    coupons: [discount.kind, value, funder.replace('_', '~'), 'pro~rata'].join('.'),
  })
}
