import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { listen } from '#api/events.ts'
import { invalidate } from '#api/query.ts'

const purchaseReads = [
  '/v1/me/purchases',
  '/v1/me/purchase-totals',
  '/v1/me/purchases/{purchaseId}',
  '/v1/me/unproven-purchases',
] as const
const contractReads = ['/v1/me/contracts', '/v1/me/contracts/{contractId}'] as const

/** What a claim changes: itself, and what its cover has left. */
export const claimReads = ['/v1/me/claims', '/v1/me/claims/{claimId}', ...contractReads] as const

const couponReads = ['/v1/me/coupons', '/v1/me/accounts/{accountId}/coupons'] as const

/** What a payment changes: itself, the account, its coupons, the papers, and the code that was shown. */
export const paymentReads = [
  '/v1/me/settlements',
  '/v1/me/settlements/{settlementId}',
  '/v1/me/accounts',
  '/v1/me/accounts/{accountId}/entries',
  '/v1/me/papers',
  '/v1/me/member-token',
  ...couponReads,
] as const

/** Everything that shows purchases or covers. */
export const walletReads = [...purchaseReads, ...contractReads] as const

/** Keeps the screen as the server has it: what stores report appears without reloading. */
export function useLiveUpdates(): void {
  const queries = useQueryClient()
  useEffect(
    () =>
      listen('/v1/me/events', {
        onEvent: ({ data }) => {
          const topic = (data as { topic?: string } | null)?.topic ?? ''
          if (topic.startsWith('claim.')) void invalidate(queries, ...claimReads)
          else if (/^(?:settlement|payment)\./.test(topic)) void invalidate(queries, ...paymentReads)
          else if (topic.startsWith('coupon.')) void invalidate(queries, ...couponReads)
          else if (topic.startsWith('contract.')) void invalidate(queries, ...contractReads)
          // A purchase's lines are named in its covers too.
          else void invalidate(queries, ...walletReads)
        },
        onReconnect: () =>
          void invalidate(queries, ...purchaseReads, ...claimReads, ...paymentReads, '/v1/me'),
      }),
    [queries],
  )
}
