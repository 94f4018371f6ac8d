import { Button, Center, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { IconAdjustments } from '@tabler/icons-react'
import { useState } from 'react'
import { q, useWrite } from '#api/query.ts'
import type { CouponHolding } from '#api/types.ts'
import { Confirm } from '#kit/confirm.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { LinkRow } from '../../parts/link-row.tsx'
import { useNotice } from '../../parts/notice.ts'
import { NotFoundPage } from '../../parts/other-pages.tsx'
import { localText } from '../../parts/words.ts'
import classes from './coupons.module.css'
import { useCouponsT } from './messages.ts'
import { stateTones, useCouponWords } from './words.ts'

const route = getRouteApi('/frame/coupons/$holdingId')

/** One coupon: what it gives, where, for what, until when. */
export function CouponPage() {
  const { holdingId } = route.useParams()
  const coupons = useQuery(q('/v1/me/coupons', { params: { query: { limit: 200 } } }))
  return (
    <>
      <BackLink to="/coupons" />
      <Loadable state={coupons} skeleton={<SkeletonCards count={1} height={320} />}>
        {({ items }) => {
          const coupon = items.find(({ id }) => id === holdingId)
          return coupon ? <Coupon coupon={coupon} /> : <NotFoundPage />
        }}
      </Loadable>
    </>
  )
}

function Coupon({ coupon }: { coupon: CouponHolding }) {
  const t = useCouponsT()
  const words = useCouponWords()
  const { language } = useLanguage()
  const paying = useQuery(q('/v1/me/accounts')).data?.items.find(({ pays }) => pays)
  const { state, usesLeft, discount, faceBasis, stacking, sponsor, funder, issuer, description } = coupon
  return (
    <>
      <PageHeader
        title={localText(coupon.name, language)}
        action={<StatusBadge tone={stateTones[state]}>{t(`state.${state}`)}</StatusBadge>}
      />
      <div className="surface" style={{ padding: 16 }}>
        <p className={classes['large']}>{words.gives(coupon)}</p>
        <Facts
          items={[
            discount.kind === 'amount' &&
              faceBasis === 'net' &&
              funder === 'shop' && { label: t('detail.gives'), value: t('detail.net') },
            { label: t('detail.where'), value: words.where(coupon) },
            { label: t('detail.goods'), value: words.goods(coupon) },
            { label: t('detail.minimum'), value: words.minimum(coupon) },
            { label: t('detail.when'), value: words.period(coupon) },
            {
              label: t('detail.uses'),
              value: usesLeft === null ? t('detail.unlimited') : t('detail.usesLeft', { count: usesLeft }),
            },
            { label: t('detail.together'), value: t(`detail.${stacking}`) },
            { label: t('detail.issuer'), value: issuer },
            { label: t('detail.sponsor'), value: sponsor },
            { label: t('detail.note'), value: description },
          ]}
        />
      </div>
      {paying && (
        <Stack mt="md">
          <LinkRow
            to="/coupons/select/$accountId"
            params={{ accountId: paying.id }}
            icon={<IconAdjustments size={24} aria-hidden />}
            detail={paying.label}
          >
            {t('detail.select')}
          </LinkRow>
        </Stack>
      )}
      <Remove coupon={coupon} />
    </>
  )
}

function Remove({ coupon }: { coupon: CouponHolding }) {
  const t = useCouponsT()
  const notice = useNotice()
  const navigate = route.useNavigate()
  const [asked, setAsked] = useState(false)
  const remove = useWrite('delete', '/v1/me/coupons/{holdingId}', {
    onDone: () => {
      notice(t('detail.removed'))
      void navigate({ to: '/coupons', replace: true })
    },
    stale: ['/v1/me/accounts/{accountId}/coupons', '/v1/me/coupons'],
  })
  return (
    <Center mt="xl">
      <Button variant="subtle" color="gray" onClick={() => setAsked(true)}>
        {t('detail.remove')}
      </Button>
      <Confirm
        opened={asked}
        title={t('detail.remove')}
        confirmLabel={t('detail.remove')}
        loss
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ params: { path: { holdingId: coupon.id } } })}
        onClose={() => setAsked(false)}
      >
        <Text size="sm" lh={1.8}>
          {t('detail.removeText')}
        </Text>
      </Confirm>
    </Center>
  )
}
