import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { q, useWrite } from '#api/query.ts'
import { Confirm } from '#kit/confirm.tsx'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { formatMoney } from '#kit/format/formats.ts'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useLanguage } from '#kit/i18n/language.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useLast } from '../../../parts/last.ts'
import { notifyDone } from '../../../parts/notify.ts'
import { useLack } from '../../../session.tsx'
import { useT } from '../messages.ts'
import type { PayoutRun } from '../types.ts'
import { PayoutView } from './payout-view.tsx'
import { RunStateBadge } from './run-state.tsx'

/** One run: each store's sum, line by line; to be confirmed or discarded while it is prepared. */
export function RunDrawer({ openId, onClose }: { openId: string | undefined; onClose: () => void }) {
  const t = useT()
  const id = useLast(openId)
  const state = useQuery({
    ...q('/v1/ledger/payout-runs/{runId}', { params: { path: { runId: id ?? '' } } }),
    enabled: id !== undefined,
  })
  const run = state.data
  return (
    <DetailDrawer
      opened={openId !== undefined}
      onClose={onClose}
      title={t('runTitle')}
      status={run && <RunStateBadge state={run.state} />}
      actions={run?.state === 'prepared' && <RunActions run={run} />}
      facts={
        <Loadable state={state} skeleton={<SkeletonRows />}>
          {(data) => (
            <Stack gap="md">
              <Facts
                items={[
                  {
                    label: t('total'),
                    value: <MoneyText amount={data.amount} currency={data.currency} fw={700} />,
                  },
                  { label: t('upTo'), value: <DateText value={data.upTo} /> },
                  { label: t('preparedAt'), value: <DateText value={data.preparedAt} time /> },
                  data.confirmedAt !== null && {
                    label: t('confirmedAt'),
                    value: <DateText value={data.confirmedAt} time />,
                  },
                ]}
              />
              {data.payouts.map((payout) => (
                <PayoutView key={payout.id} payout={payout} run={data} />
              ))}
            </Stack>
          )}
        </Loadable>
      }
    />
  )
}

const stale = ['/v1/ledger/payout-runs', '/v1/ledger/payout-runs/{runId}', '/v1/ledger/balances'] as const

function RunActions({ run }: { run: PayoutRun }) {
  const t = useT()
  const { language } = useLanguage()
  const lack = useLack()('ledger:write')
  const [open, setOpen] = useState<'confirm' | 'discard' | null>(null)
  const close = () => setOpen(null)
  const done = (word: 'runConfirmed' | 'runDiscarded') => () => {
    notifyDone(t(word))
    close()
  }
  const confirm = useWrite('post', '/v1/ledger/payout-runs/{runId}/confirm', {
    stale,
    onDone: done('runConfirmed'),
  })
  const discard = useWrite('post', '/v1/ledger/payout-runs/{runId}/discard', {
    stale,
    onDone: done('runDiscarded'),
  })
  const params = { path: { runId: run.id } }
  return (
    <>
      <ActionButton size="sm" disabledReason={lack} onClick={() => setOpen('confirm')}>
        {t('confirmRun')}
      </ActionButton>
      <ActionButton size="sm" variant="default" disabledReason={lack} onClick={() => setOpen('discard')}>
        {t('discardRun')}
      </ActionButton>
      <Confirm
        opened={open === 'confirm'}
        title={t('confirmTitle')}
        confirmLabel={t('confirmRun')}
        busy={confirm.isPending}
        error={confirm.error}
        onClose={close}
        onConfirm={() => confirm.mutate({ params })}
      >
        <Text size="sm">
          {t('confirmText', {
            count: String(run.payouts.length),
            amount: formatMoney(run.amount, run.currency, language),
          })}
        </Text>
      </Confirm>
      <Confirm
        opened={open === 'discard'}
        title={t('discardTitle')}
        confirmLabel={t('discardRun')}
        loss
        busy={discard.isPending}
        error={discard.error}
        onClose={close}
        onConfirm={() => discard.mutate({ params })}
      >
        <Text size="sm">{t('discardText')}</Text>
      </Confirm>
    </>
  )
}
