import { Group } from '@mantine/core'
import { useState } from 'react'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useLack } from '../../session.tsx'
import { EndCoupon } from './end-coupon.tsx'
import { useT } from './messages.ts'
import { RaiseLimits } from './raise-limits.tsx'
import { StartOrPause } from './start-or-pause.tsx'
import type { Coupon } from './types.ts'

type Open = 'start' | 'pause' | 'end' | 'limits' | null

/** What can be done with a coupon now; what cannot says why. */
export function CouponActions({ coupon }: { coupon: Coupon }) {
  const t = useT()
  const go = useGo()
  const lack = useLack()('coupons:write')
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  const ended = coupon.state === 'ended' ? t('endedAlready') : undefined
  const { heldUses, committedUses } = coupon.budget
  const fixed =
    coupon.state === 'draft' ? undefined : heldUses + committedUses > 0 ? t('termsFixed') : undefined
  return (
    <Group gap="sm" mb="lg">
      {coupon.state === 'running' ? (
        <ActionButton size="sm" variant="default" disabledReason={lack} onClick={() => setOpen('pause')}>
          {t('pause')}
        </ActionButton>
      ) : (
        <ActionButton size="sm" disabledReason={lack ?? ended} onClick={() => setOpen('start')}>
          {t(coupon.state === 'paused' ? 'resume' : 'start')}
        </ActionButton>
      )}
      <ActionButton
        size="sm"
        variant="default"
        disabledReason={lack ?? ended ?? fixed}
        onClick={() => go(paths.couponEdit(coupon.id))}
      >
        {t('edit')}
      </ActionButton>
      <ActionButton
        size="sm"
        variant="default"
        disabledReason={lack ?? ended}
        onClick={() => setOpen('limits')}
      >
        {t('raise')}
      </ActionButton>
      <ActionButton
        size="sm"
        variant="default"
        color="red"
        disabledReason={lack ?? ended}
        onClick={() => setOpen('end')}
      >
        {t('end')}
      </ActionButton>
      <StartOrPause
        coupon={coupon}
        to={open === 'pause' ? 'paused' : 'running'}
        opened={open === 'start' || open === 'pause'}
        onClose={close}
      />
      <EndCoupon coupon={coupon} opened={open === 'end'} onClose={close} />
      <RaiseLimits
        key={JSON.stringify(coupon.terms.limits)}
        coupon={coupon}
        opened={open === 'limits'}
        onClose={close}
      />
    </Group>
  )
}
