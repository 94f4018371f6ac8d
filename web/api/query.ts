import {
  infiniteQueryOptions,
  MutationCache,
  QueryCache,
  QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import type { UseMutationResult } from '@tanstack/react-query'
import type { FetchResponse, MaybeOptionalInit } from 'openapi-fetch'
import type { HttpMethod, PathsWithMethod, RequiredKeysOf } from 'openapi-typescript-helpers'
import { client, unwrap } from './client.ts'
import { ApiError, isSignedOut } from './errors.ts'
import type { paths } from './schema.d.ts'

type Reads = PathsWithMethod<paths, 'get'>
type Init<P extends keyof paths, M extends HttpMethod & keyof paths[P]> = NonNullable<
  MaybeOptionalInit<paths[P], M>
>
type Arguments<T> = RequiredKeysOf<T> extends never ? [init?: T] : [init: T]
type Answer<P extends keyof paths, M extends keyof paths[P]> =
  paths[P][M] extends Record<string | number, unknown>
    ? NonNullable<FetchResponse<paths[P][M], unknown, 'application/json'>['data']>
    : never

/** A read, ready for `useQuery`, `prefetchQuery` and the like; its key is the route's address and input. */
export function q<P extends Reads>(path: P, ...[init]: Arguments<Init<P, 'get'>>) {
  return queryOptions({
    queryKey: keyOf(path, init),
    queryFn: ({ signal }) => read(path, { ...init, signal }) as Promise<Answer<P, 'get'>>,
  })
}

/** A question that goes by POST and writes nothing, ready for `useQuery`; its key is the address and all that was asked. */
export function question<P extends Writes<'post'> & keyof paths>(
  path: P,
  init: WriteInput<Operation<'post', P>> & object,
) {
  return queryOptions({
    queryKey: keyOf(path, init),
    queryFn: async ({ signal }): Promise<Done<Operation<'post', P>>> => {
      const answer = await client.request(
        'post' as never,
        path as never,
        { ...(init as object), signal } as never,
      )
      return unwrap(answer as never)
    },
  })
}

/** A list page by page, following `nextCursor`, for `useInfiniteQuery`. */
export function pages<P extends Reads>(path: P, ...[init]: Arguments<Init<P, 'get'>>) {
  return infiniteQueryOptions({
    queryKey: [...keyOf(path, init), 'pages'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = (init as { params?: { query?: object } } | undefined)?.params?.query
      const params = { ...init?.params, query: { ...query, ...(pageParam ? { cursor: pageParam } : {}) } }
      return read(path, { ...init, params, signal }) as Promise<Answer<P, 'get'>>
    },
    getNextPageParam: (page) => (page as { nextCursor?: string | null }).nextCursor ?? null,
  })
}

function keyOf(path: string, init: unknown): readonly unknown[] {
  return init === undefined ? [path] : [path, init]
}

async function read(path: string, init: object): Promise<unknown> {
  return unwrap(await client.GET(path as never, init as never))
}

type Writes<M extends HttpMethod> = PathsWithMethod<paths, M>
type WriteMethod = 'post' | 'put' | 'patch' | 'delete'

/**
 * A write with what it makes stale. Each press sends one idempotency key, also when the network fails and the
 * call goes out a second time, so that nothing is done twice. A form that outlives the page brings a key of its own
 * among the headers.
 */
export function useWrite<M extends WriteMethod, P extends Writes<M> & keyof paths>(
  method: M,
  path: P,
  options: { stale?: readonly Reads[]; onDone?: (answer: Done<Operation<M, P>>) => void } = {},
): UseMutationResult<Done<Operation<M, P>>, Error, WriteInput<Operation<M, P>>> {
  const queries = useQueryClient()
  // The types of one call are worked out in the signature alone: inside, over all addresses, they would be too many.
  const mutation = useMutation<unknown, Error, unknown>({
    mutationFn: async (init) => {
      const given = (init as { headers?: Record<string, string> } | undefined)?.headers
      const headers = { 'idempotency-key': keyOfWrite(init), ...given }
      const answer = await client.request(
        method as never,
        path as never,
        { ...(init as object), headers } as never,
      )
      return unwrap(answer as never)
    },
    retry: (count, error) => count < 1 && !(error instanceof ApiError),
    onSuccess: async (answer) => {
      await invalidate(queries, ...(options.stale ?? []))
      options.onDone?.(answer as never)
    },
  })
  return mutation as never
}

type Operation<M extends WriteMethod, P extends keyof paths> = paths[P][M & keyof paths[P]]
/** What an operation answers when it is done. */
type Done<O> = O extends { responses: infer R }
  ? R[keyof R & (200 | 201)] extends { content: { 'application/json': infer A } }
    ? A
    : unknown
  : never
type PathOf<O> = O extends { parameters: { path: infer A } } ? { params: { path: A } } : object
type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer B } } }
  ? { body: B }
  : object
/** What has to be given to an operation; nothing where nothing is needed. */
type WriteInput<O> = object extends PathOf<O> & BodyOf<O>
  ? { headers?: Record<string, string> } | void
  : PathOf<O> & BodyOf<O> & { headers?: Record<string, string> }

const writeKeys = new WeakMap<object, string>()
/** One key an input object: `mutate` hands the same object to every try. */
function keyOfWrite(input: unknown): string {
  if (typeof input !== 'object' || input === null) return randomKey()
  const key = writeKeys.get(input) ?? randomKey()
  writeKeys.set(input, key)
  return key
}

/** `crypto.randomUUID` exists only on https and localhost; a shop's test machine may have neither. */
export function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join(
    '',
  )
}

/** Everything read from these addresses is asked again where it is on the screen. */
export async function invalidate(queries: QueryClient, ...stale: readonly Reads[]): Promise<void> {
  await Promise.all(stale.map((path) => queries.invalidateQueries({ queryKey: [path] })))
}

/** Query parameters without those left empty: absent and not `undefined`, as the API's types ask. */
export function present<T extends object>(query: T): { [K in keyof T]: Exclude<T[K], undefined | ''> } {
  const entries = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined | ''> }
}

/** @param onSignedOut called when any call is refused because the session has ended */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const watch = (error: Error) => {
    if (isSignedOut(error)) onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError: watch }),
    mutationCache: new MutationCache({ onError: watch }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // A refusal will be the same the next time; the network may not.
        retry: (count, error) => count < 2 && (!(error instanceof ApiError) || error.status >= 500),
      },
    },
  })
}
