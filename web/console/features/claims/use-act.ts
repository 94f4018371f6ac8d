import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '#api/errors.ts'
import { invalidate, q, useWrite } from '#api/query.ts'
import type { paths } from '#api/schema.d.ts'
import type { Claim } from './types.ts'

type DeskPath = Extract<keyof paths, `/v1/claims/{claimId}/${string}`>
type Steps = {
  [P in DeskPath]: paths[P] extends {
    post: { requestBody: { content: { 'application/json': infer B } } }
  }
    ? B
    : never
}
/** Refusals that mean: the claim is not what was looked at. */
const outdated = new Set(['claim_changed', 'claim_move_not_allowed', 'no_decision_waits'])

/**
 * One thing done to a claim. It goes out with the version that the person looked at when the form was opened; refused
 * because that is old, the claim is read anew, the form keeps what was typed, and sending again means the new one.
 */
export function useAct<P extends DeskPath>(claim: Claim, path: P, onDone: () => void) {
  const queries = useQueryClient()
  const [version, setVersion] = useState(claim.version)
  const key = q('/v1/claims/{claimId}', { params: { path: { claimId: claim.id } } }).queryKey
  const write = useWrite('post', path as '/v1/claims/{claimId}/notes', {
    stale: ['/v1/claims', '/v1/claims/queues'],
    onDone: (answer) => {
      queries.setQueryData(key, answer)
      onDone()
    },
  })
  return {
    version,
    busy: write.isPending,
    error: write.error,
    send: (body: Steps[P]) =>
      write.mutate(
        { params: { path: { claimId: claim.id } }, body: body as never },
        {
          onError: (error) => {
            if (error instanceof ApiError && outdated.has(error.code)) void readAnew()
          },
        },
      ),
  }

  async function readAnew(): Promise<void> {
    await invalidate(queries, '/v1/claims/{claimId}', '/v1/claims', '/v1/claims/queues')
    const now = queries.getQueryData<Claim>(key)
    if (now) setVersion(now.version)
  }
}
