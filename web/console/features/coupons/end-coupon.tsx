import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { q, useWrite } from '#api/query.ts'
import { Confirm } from '#kit/confirm.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { formatNumber } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { notifyDone } from '../../parts/notify.ts'
import { useT } from './messages.ts'
import type { Coupon } from './types.ts'

type Props = { coupon: Coupon; opened: boolean; onClose: () => void }

/** Ends a coupon for good, after saying what is still out. */
export function EndCoupon({ coupon, opened, onClose }: Props) {
  const t = useT()
  const { language } = useLanguage()
  const path = { couponId: coupon.id }
  const out = useQuery({
    ...q('/v1/coupons/{couponId}/ending', { params: { path } }),
    enabled: opened,
    staleTime: 0,
  })
  const write = useWrite('post', '/v1/coupons/{couponId}/state', {
    stale: ['/v1/coupons', '/v1/coupons/{couponId}'],
    onDone: () => {
      notifyDone(t('done.ended'))
      onClose()
    },
  })
  const count = (value: number) => formatNumber(value, language)
  return (
    <Confirm
      opened={opened}
      title={t('ask.ended')}
      confirmLabel={t('end')}
      loss
      busy={write.isPending}
      error={write.error}
      onClose={onClose}
      onConfirm={() => write.mutate({ params: { path }, body: { state: 'ended' } })}
    >
      <Text size="sm" mb="sm">
        {t('endText')}
      </Text>
      <Loadable state={out} skeleton={<SkeletonRows count={3} />}>
        {(data) => (
          <Facts
            items={[
              { label: t('out.wallets'), value: t('people', { count: count(data.wallets) }) },
              { label: t('out.unusedCodes'), value: t('pieces', { count: count(data.unusedCodes) }) },
              { label: t('out.publicCodes'), value: t('pieces', { count: count(data.publicCodes) }) },
              { label: t('out.heldUses'), value: t('times', { count: count(data.heldUses) }) },
            ]}
          />
        )}
      </Loadable>
    </Confirm>
  )
}
