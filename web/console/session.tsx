import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { ApiError } from '#api/errors.ts'
import { q } from '#api/query.ts'
import { useT } from './messages.ts'
import type { Scope, StaffSession } from './types.ts'

/** Who is signed in and what they may do; asked again now and then, for roles change. */
export const staffSession = queryOptions({ ...q('/v1/staff-session'), staleTime: 60_000 })

/** @returns null where nobody is signed in, or not whole: the second factor is still to come */
export async function signedIn(queries: QueryClient): Promise<StaffSession | null> {
  try {
    const session = await queries.ensureQueryData(staffSession)
    return session.secondFactor === 'given' ? session : null
  } catch (error) {
    if (error instanceof ApiError && (error.status === 401 || error.status === 403)) return null
    throw error
  }
}

const SessionContext = createContext<StaffSession | null>(null)
export const SessionProvider = SessionContext.Provider

export function useSession(): StaffSession {
  const session = useContext(SessionContext)
  if (!session) throw new Error('This part of the console is shown to nobody but staff.')
  return session
}

/** Whether the signed-in person has a scope. */
export function useMay(): (scope: Scope) => boolean {
  const { scopes } = useSession()
  return (scope) => scopes.includes(scope)
}

/** Why an action is not open to the signed-in person, or nothing. */
export function useLack(): (scope: Scope) => string | undefined {
  const t = useT()
  const may = useMay()
  return (scope) => (may(scope) ? undefined : t('lack', { scope: t(`scope.${scope}`) }))
}
