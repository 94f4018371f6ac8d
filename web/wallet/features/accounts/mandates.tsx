import { Button, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { q, useWrite } from '#api/query.ts'
import type { Mandate, PaymentAccount } from '#api/types.ts'
import { Confirm } from '#kit/confirm.tsx'
import { formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useNotice } from '../../parts/notice.ts'
import classes from './accounts.module.css'
import { AddMandate } from './add-mandate.tsx'
import { useAccountsT } from './messages.ts'

/** The stores that may take money without asking, up to what, and the way to stop it. */
export function Mandates({ account }: { account: PaymentAccount }) {
  const t = useAccountsT()
  const { language } = useLanguage()
  const notice = useNotice()
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Mandate | null>(null)
  const accountId = account.id
  const mandates = useQuery(q('/v1/me/accounts/{accountId}/mandates', { params: { path: { accountId } } }))
  const revoke = useWrite('delete', '/v1/me/accounts/{accountId}/mandates/{mandateId}', {
    stale: ['/v1/me/accounts/{accountId}/mandates'],
    onDone: () => {
      setEnding(null)
      notice(t('mandates.revoked'))
    },
  })
  const money = (amount: number) => formatMoney(amount, account.currency, language)
  return (
    <>
      <Loadable state={mandates} skeleton={<SkeletonRows count={1} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" mb="sm">
              {t('mandates.none')}
            </Text>
          ) : (
            <ul className={classes['entries']}>
              {items.map((mandate) => (
                <li key={mandate.id}>
                  <span>
                    {mandate.store.name}
                    <span className={classes['quiet']}>
                      {t('mandates.caps', {
                        payment: money(mandate.perPayment),
                        day: money(mandate.perDay),
                      })}
                    </span>
                  </span>
                  <Button
                    variant="subtle"
                    color="gray"
                    flex="none"
                    aria-label={t('mandates.revokeOf', { store: mandate.store.name })}
                    onClick={() => {
                      revoke.reset()
                      setEnding(mandate)
                    }}
                  >
                    {t('mandates.revoke')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loadable>
      <Button
        variant="light"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => setAdding(true)}
      >
        {t('mandates.add')}
      </Button>
      {adding && <AddMandate account={account} onClose={() => setAdding(false)} />}
      <Confirm
        opened={ending !== null}
        title={t('mandates.revokeOf', { store: ending?.store.name ?? '' })}
        confirmLabel={t('mandates.revoke')}
        loss
        busy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => ending && revoke.mutate({ params: { path: { accountId, mandateId: ending.id } } })}
        onClose={() => setEnding(null)}
      >
        <Text size="sm" lh={1.8}>
          {t('mandates.revokeText', { store: ending?.store.name ?? '' })}
        </Text>
      </Confirm>
    </>
  )
}
