import { Webhook } from 'standardwebhooks'
import { Webhook as Svix } from 'svix'
import { expect, test } from 'vitest'
import { retryAfterSeconds, secondsToNext } from './webhook-retries.ts'
import { newWebhookSecret, webhookHeaders } from './webhook-secret.ts'

test('the signature is that of the published vector', () => {
  const headers = webhookHeaders(
    'msg_p5jXN8AQM9LWM0D4loKWxJek',
    '2021-02-25T15:02:10.999Z',
    '{"test": 2432232314}',
    ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
  )
  expect(headers).toMatchObject({
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('either of two secrets verifies, by two libraries, and a third does not', () => {
  const [one, two, three] = [newWebhookSecret(), newWebhookSecret(), newWebhookSecret()]
  const body = '{"type":"webhook.test"}'
  const headers = webhookHeaders('whm_1', new Date().toISOString(), body, [one, two])
  for (const secret of [one, two]) {
    expect(new Webhook(secret).verify(body, headers)).toEqual({ type: 'webhook.test' })
    expect(() => new Svix(secret).verify(body, headers)).not.toThrow()
  }
  expect(() => new Webhook(three).verify(body, headers)).toThrow()
  expect(() => new Svix(three).verify(body, headers)).toThrow()
  expect(() => new Webhook(one).verify(`${body} `, headers)).toThrow()
})

test('waits grow, have a little chance in them, and heed the receiver up to a day', () => {
  expect([1, 2, 9].map((failed) => secondsToNext(failed, 0))).toEqual([5, 300, 86_400])
  expect(secondsToNext(1, 1)).toBe(6)
  expect(secondsToNext(10, 0)).toBeUndefined()
  expect(secondsToNext(1, 0, 60)).toBe(60)
  expect(secondsToNext(9, 0, 1)).toBe(86_400)
  expect(secondsToNext(1, 0, 1e9)).toBe(86_400)
})

test.each([
  ['120', 120],
  ['Sun, 22 Nov 2026 03:01:00 GMT', 60],
  ['Sun, 22 Nov 2026 02:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
])('Retry-After %s', (header, wanted) => {
  expect(retryAfterSeconds(header, '2026-11-22T03:00:00Z')).toBe(wanted)
})
