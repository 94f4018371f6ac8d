import { Button, Group, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pages, useWrite } from '#api/query.ts'
import { Confirm } from '#kit/confirm.tsx'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { formatNumber } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useLast } from '../../parts/last.ts'
import { notifyDone } from '../../parts/notify.ts'
import { Section } from '../../parts/section.tsx'
import { useLack } from '../../session.tsx'
import { CodesOnce } from './codes-once.tsx'
import classes from './coupons.module.css'
import { IssueCodes } from './issue-codes.tsx'
import { useT } from './messages.ts'
import type { Coupon, CouponCodeBatch, NewCouponCodes } from './types.ts'

/** Codes that lead to a coupon, by batch; the codes themselves are shown once, when they are made. */
export function CodesSection({ coupon }: { coupon: Coupon }) {
  const t = useT()
  const lack = useLack()('coupons:write')
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<NewCouponCodes | null>(null)
  const [revoking, setRevoking] = useState<CouponCodeBatch>()
  const batches = useInfiniteQuery(
    pages('/v1/coupons/{couponId}/codes', {
      params: { path: { couponId: coupon.id }, query: { limit: 20 } },
    }),
  )
  const state = { ...batches, data: batches.data?.pages.flatMap((page) => page.items) }
  const ended = coupon.state === 'ended' ? t('endedAlready') : undefined
  return (
    <Section
      title={t('codes')}
      action={
        <ActionButton size="sm" variant="light" disabledReason={lack ?? ended} onClick={() => setOpen(true)}>
          {t('issue')}
        </ActionButton>
      }
    >
      <Loadable state={state} skeleton={<SkeletonRows count={3} />}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('noCodes')}
            </Text>
          ) : (
            <>
              <Text size="xs" c="dimmed" mb="xs">
                {t('codesNotShown')}
              </Text>
              <ul className={classes['rows']}>
                {items.map((batch) => (
                  <Batch
                    key={batch.batchId}
                    batch={batch}
                    {...(lack ? {} : { onRevoke: () => setRevoking(batch) })}
                  />
                ))}
              </ul>
            </>
          )
        }
      </Loadable>
      {batches.hasNextPage && (
        <Button
          mt="sm"
          size="sm"
          variant="default"
          loading={batches.isFetchingNextPage}
          onClick={() => void batches.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
      <IssueCodes
        coupon={coupon}
        opened={open}
        onClose={() => setOpen(false)}
        onMade={(codes) => {
          setOpen(false)
          setMade(codes)
        }}
      />
      {made && <CodesOnce coupon={coupon} made={made} onClose={() => setMade(null)} />}
      <Revoke coupon={coupon} batch={revoking} onClose={() => setRevoking(undefined)} />
    </Section>
  )
}

function Batch({ batch, onRevoke }: { batch: CouponCodeBatch; onRevoke?: () => void }) {
  const t = useT()
  const { language } = useLanguage()
  const count = (value: number) => formatNumber(value, language)
  return (
    <li>
      <div>
        <Text size="sm" fw={600}>
          {t(`codeKind.${batch.kind}`)} · {t('pieces', { count: count(batch.codes) })}
        </Text>
        <Text size="xs" c="dimmed">
          <DateText value={batch.createdAt} time /> ·{' '}
          {t('batchCounts', { claimed: count(batch.claimed), used: count(batch.used) })}
          {batch.revoked > 0 && ` · ${t('revokedCount', { count: count(batch.revoked) })}`}
        </Text>
      </div>
      {onRevoke && batch.revoked < batch.codes && (
        <Group>
          <Button size="xs" variant="subtle" color="red" onClick={onRevoke}>
            {t('revoke')}
          </Button>
        </Group>
      )}
    </li>
  )
}

type RevokeProps = { coupon: Coupon; batch: CouponCodeBatch | undefined; onClose: () => void }

function Revoke({ coupon, batch: open, onClose }: RevokeProps) {
  const t = useT()
  const { language } = useLanguage()
  const batch = useLast(open)
  const write = useWrite('post', '/v1/coupons/{couponId}/codes/{batchId}/revoke', {
    stale: ['/v1/coupons/{couponId}/codes'],
    onDone: ({ revoked }) => {
      notifyDone(t('revokedDone', { count: formatNumber(revoked, language) }))
      onClose()
    },
  })
  if (!batch) return null
  const left = batch.codes - batch.claimed - batch.revoked
  return (
    <Confirm
      opened={open !== undefined}
      title={t('revokeTitle')}
      confirmLabel={t('revoke')}
      loss
      busy={write.isPending}
      error={write.error}
      onClose={onClose}
      onConfirm={() => write.mutate({ params: { path: { couponId: coupon.id, batchId: batch.batchId } } })}
    >
      <Text size="sm">
        {batch.kind === 'public'
          ? t('revokePublicText')
          : t('revokeText', { count: formatNumber(Math.max(0, left), language) })}
      </Text>
    </Confirm>
  )
}
