import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { ApiError } from '#api/errors.ts'
import { q } from '#api/query.ts'
import { deviceNow } from './till/device.ts'
import { noteNetwork } from './till/network.ts'

export const staffSession = queryOptions({
  ...q('/v1/staff-session'),
  staleTime: 60_000,
  // A register that is cut off asks at once and hears at once that it is.
  networkMode: 'always',
  retry: false,
})

/** Whether somebody is signed in; where nobody can be asked, the register goes on selling. */
export async function mayWork(queries: QueryClient): Promise<boolean> {
  try {
    const session = await queries.ensureQueryData(staffSession)
    return session.secondFactor === 'given' && session.scopes.includes('settlements:write')
  } catch (error) {
    if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return false
    if (error instanceof ApiError) throw error
    noteNetwork(false)
    return deviceNow() !== null
  }
}
