import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { CouponHolding, PaymentAccount } from '#api/types.ts'

type Ids = ReadonlySet<string>

/** The selection of an account: shown as tapped, saved whole each time, and put back where it was on a refusal. */
export function useSelection(account: PaymentAccount, coupons: readonly CouponHolding[]) {
  // All of them: what cannot be used just now stays selected for when it can.
  const onServer = new Set(coupons.filter((one) => one.selectedFor.includes(account.id)).map(({ id }) => id))
  const [shown, setShown] = useState<Ids | null>(null)
  const [before, setBefore] = useState<Ids | null>(null)
  const save = useWrite('put', '/v1/me/accounts/{accountId}/coupons', {
    stale: ['/v1/me/coupons', '/v1/me/accounts/{accountId}/coupons'],
  })
  const chosen = shown ?? onServer

  function change(next: Ids, last: Ids | null) {
    setShown(next)
    setBefore(last)
    save.mutate(
      { params: { path: { accountId: account.id } }, body: { holdingIds: [...next] } },
      { onError: () => setShown(last) },
    )
  }
  return {
    chosen,
    toggle: (id: string) => {
      const next = new Set(chosen)
      if (!next.delete(id)) next.add(id)
      change(next, chosen)
    },
    undo: before === null ? null : () => change(before, null),
    busy: save.isPending,
    saved: save.isSuccess,
    error: save.error,
  }
}
