import { Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { pages } from '#api/query.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { RouteLink } from '../../navigation.tsx'
import parts from '../../parts/parts.module.css'
import { Section } from '../../parts/section.tsx'
import { paths } from '../../paths.ts'
import classes from './coupons.module.css'
import { useT } from './messages.ts'
import type { Coupon, CouponUse } from './types.ts'

/** Where and when a coupon was used, the newest first. */
export function UsesSection({ coupon }: { coupon: Coupon }) {
  const t = useT()
  const uses = useInfiniteQuery(
    pages('/v1/coupons/{couponId}/uses', {
      params: { path: { couponId: coupon.id }, query: { limit: 20 } },
    }),
  )
  const state = { ...uses, data: uses.data?.pages.flatMap((page) => page.items) }
  return (
    <Section title={t('uses')}>
      <Loadable state={state} skeleton={<SkeletonRows count={3} />}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('noUses')}
            </Text>
          ) : (
            <ul className={classes['rows']}>
              {items.map((use) => (
                <Use key={`${use.settlementId} ${use.heldAt}`} use={use} currency={coupon.currency} />
              ))}
            </ul>
          )
        }
      </Loadable>
      {uses.hasNextPage && (
        <Button
          mt="sm"
          size="sm"
          variant="default"
          loading={uses.isFetchingNextPage}
          onClick={() => void uses.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </Section>
  )
}

function Use({ use, currency }: { use: CouponUse; currency: string }) {
  const t = useT()
  return (
    <li>
      <span>
        <RouteLink {...paths.settlement(use.settlementId)} className={parts['link'] ?? ''}>
          <DateText value={use.heldAt} time />
        </RouteLink>
        <span className={parts['muted']}> {t(`useState.${use.state}`)}</span>
      </span>
      <span>
        <MoneyText amount={use.amount} currency={currency} />
        {use.returned > 0 && (
          <div className={parts['muted']}>
            {t('returned')} <MoneyText amount={use.returned} currency={currency} />
          </div>
        )}
      </span>
    </li>
  )
}
