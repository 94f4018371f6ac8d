import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { q } from '#api/query.ts'

/** The newest payments: enough to see what a till asks for now. */
export const recentPayments = q('/v1/me/settlements', { params: { query: { limit: 5 } } })

/**
 * Brings the screen to a payment that a till asks for, wherever the person is in the wallet; and from the code to its
 * end when the till has taken the money. Each is shown by itself once: who leaves it decides later.
 */
export function useComingPayments(): void {
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const { data } = useQuery(recentPayments)
  const known = useRef<ReadonlyMap<string, string> | null>(null)
  const place = useRef(pathname)
  useEffect(() => {
    place.current = pathname
  })
  useEffect(() => {
    if (!data) return
    const before = known.current
    known.current = new Map(data.items.map(({ id, state }) => [id, state]))
    const newly = (wanted: string) =>
      data.items.find(({ id, state }) => state === wanted && before?.get(id) !== wanted)
    const asked = newly('awaiting_buyer')
    if (asked) void navigate({ to: '/payments/$settlementId', params: { settlementId: asked.id } })
    // On the first look all that is paid is old.
    if (asked || before === null || place.current !== '/pay') return
    const paid = newly('settled') ?? newly('processing')
    if (paid)
      void navigate({
        to: '/payments/$settlementId',
        params: { settlementId: paid.id },
        search: { done: '1' },
      })
  }, [data, navigate])
}
