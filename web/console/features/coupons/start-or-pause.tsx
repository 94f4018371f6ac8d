import { Text } from '@mantine/core'
import { useWrite } from '#api/query.ts'
import { Confirm } from '#kit/confirm.tsx'
import { notifyDone } from '../../parts/notify.ts'
import { useStores } from '../../parts/stores.ts'
import { useCouponWords } from './coupon-words.ts'
import { useLastTrue } from './last-true.ts'
import { useT } from './messages.ts'
import type { Coupon } from './types.ts'

type Props = { coupon: Coupon; to: 'running' | 'paused'; opened: boolean; onClose: () => void }

/** Starts a coupon, with all that it promises in front of one's eyes, or pauses it. */
export function StartOrPause({ coupon, to: next, opened, onClose }: Props) {
  const t = useT()
  const to = useLastTrue(opened, next)
  const { sentences } = useCouponWords()
  const { stores } = useStores()
  const write = useWrite('post', '/v1/coupons/{couponId}/state', {
    stale: ['/v1/coupons', '/v1/coupons/{couponId}'],
    onDone: () => {
      notifyDone(t(`done.${to}`))
      onClose()
    },
  })
  const nameOf = (code: string) => stores.find((store) => store.code === code)?.name ?? code
  return (
    <Confirm
      opened={opened}
      title={t(`ask.${to}`)}
      confirmLabel={t(to === 'paused' ? 'pause' : 'startNow')}
      busy={write.isPending}
      error={write.error}
      onClose={onClose}
      onConfirm={() => write.mutate({ params: { path: { couponId: coupon.id } }, body: { state: to } })}
    >
      {to === 'paused' ? (
        <Text size="sm">{t('pauseText')}</Text>
      ) : (
        <>
          <Text size="sm" mb="xs">
            {t('startText')}
          </Text>
          <ul>
            {sentences(coupon.terms, coupon.currency, nameOf).map((line) => (
              <Text key={line} component="li" size="sm">
                {line}
              </Text>
            ))}
          </ul>
        </>
      )}
    </Confirm>
  )
}
