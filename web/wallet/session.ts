import { queryOptions } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import { isSignedOut } from '#api/errors.ts'
import { q } from '#api/query.ts'
import type { Mode, Person } from '#api/types.ts'

/** The signed-in person. Asked for once at the start and after every change. */
export const me = queryOptions({ ...q('/v1/me'), staleTime: 5 * 60_000 })

/** @returns nobody where there is no session */
export async function signedIn(queries: QueryClient): Promise<Person | null> {
  try {
    return await queries.ensureQueryData(me)
  } catch (error) {
    if (isSignedOut(error)) return null
    throw error
  }
}

const modeKey = 'mamori-mode'

/** The world to sign in to; `?mode=test` or /wallet/test chooses the test world for as long as the tab is open. */
export function rememberMode(mode: Mode): void {
  try {
    sessionStorage.setItem(modeKey, mode)
  } catch {
    // Without storage the address alone says it.
  }
}

export function rememberedMode(): Mode {
  try {
    return sessionStorage.getItem(modeKey) === 'test' ? 'test' : 'live'
  } catch {
    return 'live'
  }
}
