import { Button, SegmentedControl, Stack } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { IconAdjustments, IconPlus, IconTicket } from '@tabler/icons-react'
import { pages, q } from '#api/query.ts'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { LinkRow } from '../../parts/link-row.tsx'
import { MoreButton } from '../../parts/more-button.tsx'
import { CouponCard } from './coupon-card.tsx'
import { useCouponsT } from './messages.ts'
import { ChoosingRule } from './rule.tsx'
import { tabOf, tabs } from './words.ts'

const route = getRouteApi('/frame/coupons')

/** クーポン: what can be used, was used, and is over, and how they choose themselves. */
export function CouponsPage() {
  const t = useCouponsT()
  const { tab: asked } = route.useSearch()
  const navigate = route.useNavigate()
  const tab = tabs.find((known) => known === asked) ?? 'usable'
  const list = useInfiniteQuery(pages('/v1/me/coupons', { params: { query: { limit: 100 } } }))
  return (
    <>
      <PageHeader
        title={t('title')}
        action={
          <Button
            variant="light"
            leftSection={<IconPlus size={18} aria-hidden />}
            renderRoot={(props) => <Link to="/coupons/add" {...props} />}
          >
            {t('add')}
          </Button>
        }
      />
      <SegmentedControl
        fullWidth
        mb="md"
        aria-label={t('tabs.label')}
        value={tab}
        onChange={(value) =>
          void navigate({ search: value === 'usable' ? {} : { tab: value }, replace: true })
        }
        data={tabs.map((value) => ({ value, label: t(`tab.${value}`) }))}
      />
      <Loadable state={list} skeleton={<SkeletonCards count={3} height={112} />}>
        {({ pages: loaded }) => {
          const shown = loaded.flatMap(({ items }) => items).filter((coupon) => tabOf(coupon) === tab)
          return (
            <>
              {shown.length === 0 && !list.hasNextPage && (
                <EmptyState icon={<IconTicket size={48} stroke={1.4} />} title={t(`empty.${tab}`)}>
                  {t(`empty.${tab}Text`)}
                </EmptyState>
              )}
              <Stack gap="sm">
                {shown.map((coupon) => (
                  <CouponCard
                    key={coupon.id}
                    to="/coupons/$holdingId"
                    params={{ holdingId: coupon.id }}
                    coupon={coupon}
                  />
                ))}
              </Stack>
              <MoreButton list={list} />
            </>
          )
        }}
      </Loadable>
      {tab === 'usable' && (
        <Stack gap="sm" mt="lg">
          <ToSelection />
          <ChoosingRule />
        </Stack>
      )}
    </>
  )
}

function ToSelection() {
  const t = useCouponsT()
  const paying = useQuery(q('/v1/me/accounts')).data?.items.find(({ pays }) => pays)
  if (!paying) return null
  return (
    <LinkRow
      to="/coupons/select/$accountId"
      params={{ accountId: paying.id }}
      icon={<IconAdjustments size={24} aria-hidden />}
      detail={paying.label}
    >
      {t('detail.select')}
    </LinkRow>
  )
}
