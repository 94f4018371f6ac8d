import { expect, test } from 'vitest'
import { z } from 'zod'
import { notifyJobs, notifyRoutes } from '#modules/notify/index.ts'
import { createFeed } from '#platform/feed.ts'
import { route } from '#platform/route.ts'
import { startTestServer } from '#test/support/context.ts'
import { newSeller, signInBuyer, signInStaffMember, unique } from '#test/support/people.ts'
import { createAuthenticate, identityJobs, identityRoutes } from './index.ts'

const server = await startTestServer({
  authenticate: createAuthenticate,
  jobs: [...identityJobs, ...notifyJobs],
  routes(app, services) {
    identityRoutes(app, { feed: createFeed(services), personalData: [] })
    notifyRoutes(app)
    route(app, {
      method: 'GET',
      url: '/v1/either',
      operationId: 'getEither',
      summary: 'Who calls, where a buyer and staff may',
      tag: 'test',
      access: { scope: 'stores:read', buyer: true },
      query: z.strictObject({ app: z.enum(['wallet', 'console']).optional() }),
      response: z.object({ kind: z.string() }),
      handler: async (ctx) => ({ kind: ctx.actor.kind }),
    })
  },
})
const { owner, key } = await newSeller(server)
const desk = await signInStaffMember(server, owner)
const { cookie: wallet } = await signInBuyer(server, { email: `${unique('kai')}@example.com` })
const asWallet = `mamori_session=${wallet}`
const asDesk = `mamori_staff=${desk}`

test.each([
  ['console', `${asDesk}; ${asWallet}`, 'staff'],
  ['wallet', `${asDesk}; ${asWallet}`, 'buyer'],
  ['console', asWallet, 'buyer'],
])('a frame says in its address that it means the %s', async (app, cookie, kind) => {
  const answer = await server.call('GET', `/v1/either?app=${app}`, { headers: { cookie } })
  expect(answer.body).toEqual({ kind })
})

test.each([
  ['the wallet’s cookie', { cookie: asWallet }, 'buyer'],
  ['the console’s', { cookie: asDesk }, 'staff'],
  ['both: the wallet’s, which may do less', { cookie: `${asDesk}; ${asWallet}` }, 'buyer'],
  [
    'both, on a page of the console',
    { cookie: `${asDesk}; ${asWallet}`, 'x-mamori-app': 'console' },
    'staff',
  ],
  ['the wallet’s alone, on a page of the console', { cookie: asWallet, 'x-mamori-app': 'console' }, 'buyer'],
  ['a key beside both', { cookie: `${asDesk}; ${asWallet}`, authorization: `Bearer ${key}` }, 'key'],
])('where a buyer and staff may call, it is that of %s', async (_name, headers, kind) => {
  const answer = await server.call('GET', '/v1/either', { headers: headers as Record<string, string> })
  expect(answer.body).toEqual({ kind })
})
