import { useWrite } from '#api/query.ts'
import { claimReads } from '../../../live.ts'

/** One thing that can be done to a claim. */
export type Move<T> = {
  send: (body: T, onDone: () => void) => void
  busy: boolean
  error: unknown
}
/** How one claim is reached: by the person's session, or by the token of whoever has no account. */
export type ClaimDoor = {
  /** Where its photos and papers lie. */
  address: string
  headers: Readonly<Record<string, string>>
  answer: Move<{ answer: string }>
  withdraw: Move<Record<string, never>>
  appeal: Move<{ reason: string }>
}

export function useMyDoor(claimId: string): ClaimDoor {
  const params = { path: { claimId } }
  const answer = useWrite('post', '/v1/me/claims/{claimId}/answers', { stale: claimReads })
  const withdraw = useWrite('post', '/v1/me/claims/{claimId}/withdrawal', { stale: claimReads })
  const appeal = useWrite('post', '/v1/me/claims/{claimId}/appeal', { stale: claimReads })
  return {
    address: `/v1/me/claims/${claimId}`,
    headers: {},
    answer: move(answer, (body) => ({ params, body })),
    withdraw: move(withdraw, (body) => ({ params, body })),
    appeal: move(appeal, (body) => ({ params, body })),
  }
}

const guestReads = ['/v1/guest/claim'] as const

export function useGuestDoor(token: string): ClaimDoor {
  const headers = { 'claim-token': token }
  const answer = useWrite('post', '/v1/guest/claim/answers', { stale: guestReads })
  const withdraw = useWrite('post', '/v1/guest/claim/withdrawal', { stale: guestReads })
  const appeal = useWrite('post', '/v1/guest/claim/appeal', { stale: guestReads })
  return {
    address: '/v1/guest/claim',
    headers,
    answer: move(answer, (body) => ({ headers, body })),
    withdraw: move(withdraw, (body) => ({ headers, body })),
    appeal: move(appeal, (body) => ({ headers, body })),
  }
}

type Write<I> = {
  mutate: (input: I, options?: { onSuccess?: () => void }) => void
  isPending: boolean
  error: unknown
}

function move<I, T>({ mutate, isPending, error }: Write<I>, input: (body: T) => I): Move<T> {
  return {
    send: (body, onDone) => mutate(input(body), { onSuccess: onDone }),
    busy: isPending,
    error,
  }
}
