import { Button, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { Purchase } from '#api/types.ts'
import { Confirm } from '#kit/confirm.tsx'
import { walletReads } from '../../live.ts'
import { useT } from '../../messages.ts'

/** Takes a purchase off this person's list and tells the store, after saying what that means. */
export function NotMine({ purchase }: { purchase: Purchase }) {
  const t = useT()
  const navigate = useNavigate()
  const [asked, setAsked] = useState(false)
  const disown = useWrite('post', '/v1/me/purchases/{purchaseId}/not-mine', {
    onDone: () => {
      notifications.show({ message: t('purchase.notMineDone'), color: 'green' })
      void navigate({ to: '/purchases', replace: true })
    },
    stale: walletReads.filter((path) => path !== '/v1/me/purchases/{purchaseId}'),
  })
  return (
    <>
      <Button variant="subtle" color="gray" onClick={() => setAsked(true)}>
        {t('purchase.notMine')}
      </Button>
      <Confirm
        opened={asked}
        title={t('purchase.notMine')}
        confirmLabel={t('purchase.notMineConfirm')}
        loss
        busy={disown.isPending}
        error={disown.error}
        onConfirm={() => disown.mutate({ params: { path: { purchaseId: purchase.id } } })}
        onClose={() => setAsked(false)}
      >
        <Text fw={600} mb="xs">
          {purchase.store.name} · {purchase.reference}
        </Text>
        <Text size="sm" lh={1.8}>
          {t('purchase.notMineText')}
        </Text>
      </Confirm>
    </>
  )
}
