import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { q } from '#api/query.ts'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { ListSkeleton } from '../../parts/list-table.tsx'
import { localText } from '../../parts/local-text.ts'
import { Section } from '../../parts/section.tsx'
import { useStores } from '../../parts/stores.ts'
import { paths } from '../../paths.ts'
import { BudgetBars } from './budget-bars.tsx'
import { CodesSection } from './codes-section.tsx'
import { CouponActions } from './coupon-actions.tsx'
import { CouponStateBadge } from './coupon-state.tsx'
import { useCouponWords } from './coupon-words.ts'
import classes from './coupons.module.css'
import { useT } from './messages.ts'
import { named } from './named.ts'
import type { Coupon } from './types.ts'
import { UsesSection } from './uses-section.tsx'

/** One coupon: its terms in words, what is left, its codes and uses. */
export function CouponPage() {
  const { couponId } = useParams({ strict: false }) as { couponId: string }
  const state = useQuery(q('/v1/coupons/{couponId}', { params: { path: { couponId } } }))
  return (
    <Loadable state={state} skeleton={<ListSkeleton />}>
      {(coupon) => <CouponView coupon={coupon} />}
    </Loadable>
  )
}

function CouponView({ coupon }: { coupon: Coupon }) {
  const t = useT()
  const { language } = useLanguage()
  return (
    <>
      <PageHeader
        title={localText(named(coupon.terms.name), language)}
        back={<BackLink place={paths.coupons()}>{t('title')}</BackLink>}
        action={<CouponStateBadge state={coupon.state} />}
      />
      <CouponActions coupon={coupon} />
      <div className={classes['split']}>
        <Stack gap="md">
          <Terms coupon={coupon} />
          <CodesSection coupon={coupon} />
        </Stack>
        <Stack gap="md">
          <Section title={t('used')}>
            <BudgetBars coupon={coupon} />
          </Section>
          <UsesSection coupon={coupon} />
        </Stack>
      </div>
    </>
  )
}

function Terms({ coupon }: { coupon: Coupon }) {
  const t = useT()
  const words = useCouponWords()
  const { stores } = useStores()
  const { terms, currency } = coupon
  const nameOf = (code: string) => stores.find((store) => store.code === code)?.name ?? code
  const lines = (list: string[]) =>
    list.map((line) => (
      <Text key={line} inherit>
        {line}
      </Text>
    ))
  return (
    <Section title={t('terms')}>
      <Facts
        items={[
          { label: t('code'), value: <span className="figures">{coupon.code}</span> },
          { label: t('discount'), value: words.off(terms.discount, currency) },
          { label: t('funder'), value: words.funder(terms) },
          terms.funder === 'shop' && { label: t('faceBasis'), value: t(`faceBasis.${terms.faceBasis}`) },
          { label: t('period'), value: words.period(terms.firstDay, terms.lastDay) },
          { label: t('scope'), value: lines(words.scope(terms.scope, nameOf)) },
          terms.minimum !== null && { label: t('minimum'), value: lines(words.minimum(terms, currency)) },
          {
            label: t('limits'),
            value: lines(
              words.limits(terms, currency).length === 0 ? [t('noLimits')] : words.limits(terms, currency),
            ),
          },
          { label: t('stacking'), value: t(`stackingText.${terms.stacking}`) },
          terms.description !== null && { label: t('description'), value: terms.description },
          { label: t('created'), value: <DateText value={coupon.createdAt} time /> },
        ]}
      />
    </Section>
  )
}
