import createClient from 'openapi-fetch'
import { ApiError, NetworkError } from './errors.ts'
import type { paths } from './schema.d.ts'

/** The one place that fetches. Same origin: the session's cookie goes along by itself. */
export const client = createClient<paths>({
  baseUrl: location.origin,
  // Where both a buyer and staff may call, the cookies of both may go along: the page says which is meant. A
  // register is worked by staff, and a kiosk is opened by them.
  headers: /^\/(?:console|register|kiosk)(?:\/|$)/.test(location.pathname)
    ? { 'x-mamori-app': 'console' }
    : {},
  fetch: async (request) => {
    try {
      return await fetch(request)
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error
      throw new NetworkError('The server cannot be reached.')
    }
  },
})

type Answer<T> = { data?: T; error?: unknown; response: Response }

/** The answer of a call, or its refusal thrown. */
export function unwrap<T>({ data, error, response }: Answer<T>): T {
  if (!response.ok) throw new ApiError((error ?? {}) as Partial<ApiError>, response.status)
  return data as T
}
