import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { q } from '#api/query.ts'
import { ActionButton } from '#kit/detail/action-button.tsx'
import { DetailDrawer } from '#kit/detail/detail-drawer.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useLast } from '../../parts/last.ts'
import { useLack } from '../../session.tsx'
import { useT } from './messages.ts'
import { RefundForm } from './refund-form.tsx'
import { SettlementFacts } from './settlement-facts.tsx'
import { SettlementHistory } from './settlement-history.tsx'
import { SettlementStateBadge } from './settlement-state.tsx'
import type { Settlement } from './types.ts'
import { VoidSettlement } from './void-settlement.tsx'

/** One settlement: how its amount came about at the left, what happened to it and its papers at the right. */
export function SettlementDrawer({ openId, onClose }: { openId: string | undefined; onClose: () => void }) {
  const t = useT()
  const id = useLast(openId)
  const state = useQuery({
    ...q('/v1/settlements/{settlementId}', { params: { path: { settlementId: id ?? '' } } }),
    enabled: id !== undefined,
  })
  const settlement = state.data
  return (
    <DetailDrawer
      opened={openId !== undefined}
      onClose={onClose}
      title={settlement ? t('drawerTitle', { reference: settlement.reference }) : t('title')}
      status={settlement && <SettlementStateBadge state={settlement.state} />}
      actions={settlement && <Actions key={settlement.id} settlement={settlement} />}
      facts={
        <Loadable state={state} skeleton={<SkeletonRows />}>
          {(data) => <SettlementFacts settlement={data} />}
        </Loadable>
      }
      history={
        <Loadable state={{ ...state, error: null }} skeleton={<SkeletonRows count={3} />}>
          {(data) => <SettlementHistory settlement={data} />}
        </Loadable>
      }
    />
  )
}

function Actions({ settlement }: { settlement: Settlement }) {
  const t = useT()
  const lack = useLack()('settlements:write')
  const [open, setOpen] = useState<'refund' | 'void' | null>(null)
  const { state, refunds } = settlement
  const nothing = state === 'settled' || state === 'partly_refunded' ? undefined : t('nothingToRefund')
  const partly = refunds.length > 0 ? t('voidTooLate') : undefined
  const close = () => setOpen(null)
  return (
    <>
      <ActionButton size="sm" disabledReason={lack ?? nothing} onClick={() => setOpen('refund')}>
        {t('refund')}
      </ActionButton>
      <ActionButton
        size="sm"
        variant="default"
        color="red"
        disabledReason={lack ?? nothing ?? partly}
        onClick={() => setOpen('void')}
      >
        {t('void')}
      </ActionButton>
      <RefundForm key={refunds.length} settlement={settlement} opened={open === 'refund'} onClose={close} />
      <VoidSettlement settlement={settlement} opened={open === 'void'} onClose={close} />
    </>
  )
}
