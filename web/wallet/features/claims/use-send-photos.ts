import { useQueryClient } from '@tanstack/react-query'
import { invalidate } from '#api/query.ts'
import { claimReads } from '../../live.ts'
import { sendPhotos } from './filing/photo-queue.ts'

/** Sends the photos that wait under a claim's name; what shows the claim is asked anew after each. */
export function useSendPhotos() {
  const queries = useQueryClient()
  return (name: string, claim: { address: string; headers: Readonly<Record<string, string>> }) =>
    sendPhotos(name, {
      address: `${claim.address}/photos`,
      headers: claim.headers,
      onSent: () => void invalidate(queries, ...claimReads, '/v1/guest/claim'),
    })
}
