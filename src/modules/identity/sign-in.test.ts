import { describe, expect, test } from 'vitest'
import { createFeed } from '#platform/feed.ts'
import { notifyJobs, notifyRoutes } from '#modules/notify/index.ts'
import { startTestServer } from '#test/support/context.ts'
import { createAuthenticate, identityJobs, identityRoutes } from './index.ts'

const server = await startTestServer({
  authenticate: createAuthenticate,
  jobs: [...identityJobs, ...notifyJobs],
  routes(app, services) {
    identityRoutes(app, { feed: createFeed(services) })
    notifyRoutes(app)
  },
})

describe('sign-in', () => {
  test('works', async () => {
    const sent = await server.call('POST', '/v1/sign-in/codes', { body: { contact: { email: 'Hana@Example.com' } } })
    console.log(sent.status, sent.text)
    await server.runJobs()
    const box = await server.call<{ items: { text: string }[] }>('GET', '/v1/mailbox?to=hana@example.com')
    console.log(box.text)
    const code = /\d{6}/.exec(box.body.items[0]?.text ?? '')?.[0]
    const answer = await server.call('POST', '/v1/sign-in', { body: { contact: { email: 'hana@example.com' }, code } })
    console.log(answer.status, answer.text, answer.headers['set-cookie'])
    expect(answer.status).toBe(200)
  })
})
