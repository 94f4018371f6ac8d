import { Button, Center, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { PaymentAccount } from '#api/types.ts'
import { Confirm } from '#kit/confirm.tsx'
import { useNotice } from '../../parts/notice.ts'
import { useAccountsT } from './messages.ts'

/** Closes an account, after saying what ends with it. */
export function CloseAccount({ account }: { account: PaymentAccount }) {
  const t = useAccountsT()
  const notice = useNotice()
  const navigate = useNavigate()
  const [asked, setAsked] = useState(false)
  const close = useWrite('delete', '/v1/me/accounts/{accountId}', {
    onDone: () => {
      notice(t('close.done'))
      void navigate({ to: '/accounts', replace: true })
    },
    stale: ['/v1/me/accounts'],
  })
  return (
    <Center mt="xl">
      <Button variant="subtle" color="red" onClick={() => setAsked(true)}>
        {t('close.button')}
      </Button>
      <Confirm
        opened={asked}
        title={t('close.button')}
        confirmLabel={t('close.button')}
        loss
        busy={close.isPending}
        error={close.error}
        onConfirm={() => close.mutate({ params: { path: { accountId: account.id } } })}
        onClose={() => {
          close.reset()
          setAsked(false)
        }}
      >
        <Text size="sm" lh={1.8}>
          {t('close.text', { label: account.label })}
        </Text>
      </Confirm>
    </Center>
  )
}
