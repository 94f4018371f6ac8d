import { Button, Checkbox, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { IconTicket } from '@tabler/icons-react'
import { q } from '#api/query.ts'
import type { CouponHolding, PaymentAccount } from '#api/types.ts'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { NotFoundPage } from '../../parts/other-pages.tsx'
import { Section } from '../../parts/section.tsx'
import { CouponText } from './coupon-card.tsx'
import classes from './coupons.module.css'
import { useCouponsT } from './messages.ts'
import { ChoosingRule } from './rule.tsx'
import { SelectionPreview } from './selection-preview.tsx'
import { useSelection } from './use-selection.ts'
import { tabOf } from './words.ts'

const route = getRouteApi('/frame/coupons/select/$accountId')

/** Which coupons apply themselves when an account pays. Each tap is saved, and can be taken back. */
export function SelectCouponsPage() {
  const { accountId } = route.useParams()
  const accounts = useQuery(q('/v1/me/accounts'))
  const coupons = useQuery(q('/v1/me/coupons', { params: { query: { limit: 200 } } }))
  const skeleton = <SkeletonCards count={3} height={104} />
  return (
    <>
      <BackLink to="/coupons" />
      <Loadable state={accounts} skeleton={skeleton}>
        {({ items }) => {
          const account = items.find(({ id }) => id === accountId)
          if (!account) return <NotFoundPage />
          return (
            <Loadable state={coupons} skeleton={skeleton}>
              {({ items: all }) => <Selection key={account.id} account={account} all={all} />}
            </Loadable>
          )
        }}
      </Loadable>
    </>
  )
}

function Selection({ account, all }: { account: PaymentAccount; all: readonly CouponHolding[] }) {
  const t = useCouponsT()
  const { chosen, toggle, undo, busy, saved, error } = useSelection(account, all)
  const coupons = all.filter((coupon) => tabOf(coupon) === 'usable')
  if (coupons.length === 0)
    return (
      <EmptyState
        icon={<IconTicket size={48} stroke={1.4} />}
        title={t('empty.usable')}
        actions={<Button renderRoot={(props) => <Link to="/coupons/add" {...props} />}>{t('add')}</Button>}
      >
        {t('empty.usableText')}
      </EmptyState>
    )
  return (
    <>
      <PageHeader title={t('select.title')} description={t('select.lead', { account: account.label })} />
      <fieldset className={classes['choices']}>
        <legend className="sr-only">{t('select.list')}</legend>
        {coupons.map((coupon) => (
          <label
            key={coupon.id}
            htmlFor={`choose-${coupon.id}`}
            className={classes['choice']}
            data-chosen={chosen.has(coupon.id) || undefined}
          >
            <Checkbox
              id={`choose-${coupon.id}`}
              size="md"
              checked={chosen.has(coupon.id)}
              onChange={() => toggle(coupon.id)}
            />
            <CouponText coupon={coupon} />
          </label>
        ))}
      </fieldset>
      <div className={classes['saved']} aria-live="polite">
        {(busy || saved) && <Text size="sm">{t(busy ? 'select.saving' : 'select.saved')}</Text>}
        {saved && !busy && undo && (
          <Button variant="subtle" onClick={undo}>
            {t('select.undo')}
          </Button>
        )}
      </div>
      <ErrorLine error={error} />
      <Section title={t('select.preview')}>
        <SelectionPreview coupons={coupons.filter(({ id }) => chosen.has(id))} />
      </Section>
      <div className={classes['after']}>
        <ChoosingRule />
      </div>
    </>
  )
}
