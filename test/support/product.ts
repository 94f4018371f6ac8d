import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Store } from '#modules/identity/index.ts'
import { createApiKey, createOrganisation, createStore } from '#modules/identity/index.ts'
import type { Organisation } from '#modules/identity/index.ts'
import type { Actor, Mode, Scope } from '#platform/auth.ts'
import { scopes as allScopes } from '#platform/auth.ts'
import type { StaffId } from '#platform/ids.ts'
import { newId } from '#platform/ids.ts'
import type { Logger } from '#platform/log.ts'
import { createApp } from '#src/app.ts'
import { startWorker } from '#src/worker.ts'
import { afterAll } from 'vitest'
import type { TestServer } from './context.ts'
import { contextOf, startTestServer } from './context.ts'
import { unique } from './people.ts'

export type Message = { channel: 'email' | 'sms'; to: string; subject: string; text: string; at: string }
export type Product = TestServer & {
  /** Address of the listening server: real connections for child processes, browsers and streams. */
  url: string
  /**
   * Resolves when the worker has nothing left to do: no job is due and every subscriber has seen every event. A job
   * that failed, or an event that was set aside, is thrown. `runJobs` does the same here: the worker runs them.
   */
  settled(): Promise<void>
  /** What was sent to one address, the newest first; what waits is delivered first. */
  mailbox(to: string): Promise<Message[]>
}

/**
 * The whole product as `serve` runs it (the application on a port, and the worker) on a database of this file's own
 * and with the settable clock. What works on a `TestServer` (`newSeller`, `signInBuyer`, …) works on it as well. It
 * closes after the file's last test.
 */
export async function startProduct(
  options: { environment?: Record<string, string>; log?: Logger } = {},
): Promise<Product> {
  const server = await startTestServer({ app: createApp, ...options })
  const url = await server.listen()
  const worker = await startWorker(server.services)
  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= worker.stop())
  // Hooks run in reverse order: the worker stops before the database that it works on is closed.
  afterAll(stop)
  const settled = async () => {
    worker.nudge()
    await untilSettled(server)
  }
  return {
    ...server,
    url,
    settled,
    runJobs: settled,
    async mailbox(to) {
      await settled()
      const { body } = await server.call<{ items: Message[] }>(
        'GET',
        `/v1/mailbox?to=${encodeURIComponent(to)}`,
      )
      return body.items
    },
    async close() {
      await stop()
      await server.close()
    },
  }
}

async function untilSettled({ services }: TestServer): Promise<void> {
  const until = Date.now() + 15_000
  for (;;) {
    const { rows } = await sql<{ jobs: number; events: number; failure: string | null }>`
      select (select count(*)::int from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts) as jobs,
        (select count(*)::int from outbox o join subscriptions s on (o.xid, o.id) > (s.last_xid, s.last_id)) as events,
        coalesce((select last_error from graphile_worker._private_jobs where last_error is not null limit 1),
          (select error from failed_events limit 1)) as failure`.execute(services.db)
    const { jobs = 0, events = 0, failure = null } = rows[0] ?? {}
    if (failure !== null) throw new Error(`the worker failed: ${failure}`)
    if (jobs === 0 && events === 0) return
    if (Date.now() > until)
      throw new Error(`the worker did not come to rest: ${jobs} jobs and ${events} events are left`)
    await wait(15)
  }
}

export type Shop = {
  organisation: Organisation
  store: Store
  /** A key of this store alone. */
  key: string
  /** A member of staff who may do everything in the organisation, for calling operations: `contextOf(services, staff)`. */
  staff: Actor
}
export type ShopOptions = Partial<
  Pick<Store, 'code' | 'name' | 'kind' | 'currency' | 'timeZone' | 'taxRegime'>
> & {
  mode?: Mode
  /** Instead of a new organisation of its own. */
  organisation?: Organisation
  scopes?: readonly Scope[]
}

/** Opens a store, of a new organisation unless one is given, with an API key of its own. */
export async function openShop(
  { services }: Pick<TestServer, 'services'>,
  options: ShopOptions = {},
): Promise<Shop> {
  const { mode = 'live', scopes, organisation: given, ...rest } = options
  const ctx = contextOf(services, undefined, 'openShop')
  const owner = { name: 'Owner', email: `${unique('owner')}@example.com` }
  const organisation =
    given ?? (await createOrganisation(ctx, { name: unique('Org'), kind: 'seller', mode, owner }))
  const code = rest.code ?? unique('shop')
  const store = await createStore(ctx, organisation.id, {
    code,
    name: code,
    kind: 'pos',
    currency: 'JPY',
    timeZone: 'Asia/Tokyo',
    taxRegime: 'jp',
    ...rest,
  })
  const { secret } = await createApiKey(ctx, organisation.id, {
    name: `Key of ${code}`,
    storeCode: code,
    scopes: [...(scopes ?? sellerScopes)],
    rateLimit: 60_000,
    expiresAt: null,
  })
  return { organisation, store, key: secret, staff: staffOf(organisation) }
}

const sellerScopes = allScopes.filter((scope) => !scope.startsWith('organisations:'))

/** Somebody with every right in an organisation, without a row or a session of their own. */
export function staffOf(organisation: Organisation): Actor {
  return {
    kind: 'staff',
    staffId: newId<'stf'>(0) satisfies StaffId,
    sessionId: 'test',
    organisationId: organisation.id,
    mode: organisation.mode,
    scopes: new Set(allScopes),
    storeIds: null,
    rateLimit: 60_000,
  }
}
