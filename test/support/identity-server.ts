import { createAuthenticate, identityJobs, identityRoutes } from '#modules/identity/index.ts'
import { notifyJobs, notifyRoutes } from '#modules/notify/index.ts'
import { createFeed } from '#platform/feed.ts'
import { startTestServer } from './context.ts'
import type { TestServer } from './context.ts'

/** A server of people, organisations and messages alone. */
export function startIdentityServer(
  options: { heartbeatMs?: number; environment?: Record<string, string> } = {},
): Promise<TestServer> {
  const { heartbeatMs = 15_000, environment = {} } = options
  return startTestServer({
    authenticate: createAuthenticate,
    jobs: [...identityJobs, ...notifyJobs],
    environment,
    routes(app, services) {
      identityRoutes(app, { feed: createFeed(services), heartbeatMs, personalData: [] })
      notifyRoutes(app)
    },
  })
}
