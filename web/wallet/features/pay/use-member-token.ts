import { useNetwork } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { q } from '#api/query.ts'
import type { MemberToken } from '#api/types.ts'

/** A token is good for its minute and the next, so one that was fetched is good for so long at least. */
const everySeconds = 55
const againSeconds = 4

export type ShownToken = {
  token: MemberToken | undefined
  /** Until the next one; counted from when this one came, because clocks of phones are not the server's. */
  secondsLeft: number
  share: number
  /** The line is cut, or the next token did not come: the last one identifies, and soon pays no more. */
  offline: boolean
  error: unknown
  retry: () => void
}

/** The member token on the screen, another one before it gets old. */
export function useMemberToken(): ShownToken {
  const state = useQuery({
    ...q('/v1/me/member-token'),
    staleTime: 0,
    networkMode: 'always',
    retry: false,
    refetchOnReconnect: 'always',
    refetchOnWindowFocus: 'always',
    refetchInterval: (query) => (query.state.status === 'error' ? againSeconds : everySeconds) * 1000,
  })
  const { online } = useNetwork()
  const now = useNow()
  const age = (now - state.dataUpdatedAt) / 1000
  const secondsLeft = Math.max(0, Math.min(everySeconds, Math.ceil(everySeconds - age)))
  return {
    token: state.data,
    secondsLeft,
    share: secondsLeft / everySeconds,
    offline: !online || state.isError,
    error: state.error,
    retry: () => void state.refetch(),
  }
}

/** The time, each second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return now
}
