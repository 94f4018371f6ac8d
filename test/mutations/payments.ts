import { mutationsOf } from './mutation.ts'

const model = ['src/modules/payments/model.test.ts']
const attempts = ['src/modules/payments/attempts.test.ts']
const deposits = ['src/modules/payments/deposits.test.ts']
const events = ['src/modules/payments/provider-events.test.ts']
const tokens = ['src/modules/identity/member-token.test.ts']

export const payments = [
  ...mutationsOf('src/modules/payments/model.ts', model, [
    ['another amount than was asked is a conflict', 'captured?.amount === current.amount && ', ''],
    ['another currency is a conflict', ' && captured.currency === current.currency', ''],
    ['final states stay', 'if (isFinal(state)) return state', ''],
    [
      'money that turns up late is not lost',
      "return said === 'captured' || said === 'conflicted' ? 'conflicted' : state",
      'return state',
    ],
    ['unknown is not failed', "return state === 'created' ? 'processing' : state", "return 'failed'"],
  ]),
  ...mutationsOf('src/modules/payments/writes.ts', attempts, [
    [
      'refunds never exceed what was captured',
      ' and refunded + ${amount} <= captured returning',
      ' returning',
    ],
    ['a mandate allows so much a payment', ' and ${amount} <= m.per_payment', ''],
    [
      'a mandate allows so much a day',
      'where mandate_days.taken + excluded.taken <= (',
      'where mandate_days.taken <= (',
    ],
  ]),
  ...mutationsOf('src/modules/payments/store-outcome.ts', attempts, [
    [
      'a mandate gets back what a dead payment took',
      'isDead(after.state) && before.mandate_id',
      'false && before.mandate_id',
    ],
  ]),
  ...mutationsOf('src/modules/payments/store-refund-outcome.ts', attempts, [
    [
      'a refund that failed gives its amount back',
      "if (state === 'failed') await",
      "if (state === 'requested') await",
    ],
  ]),
  ...mutationsOf('src/modules/payments/create-attempts.ts', deposits, [
    ['a closed bank pays nothing', 'if (opensAt !== now) throw', 'if (false) throw'],
    ['a live organisation needs a licence', "store.mode === 'live' && bank.licence === null", 'false'],
  ]),
  ...mutationsOf('src/modules/payments/receive-provider-event.ts', events, [
    ['a message is about a payment of its own store', 'attempt.store_id === store.id && ', ''],
    [
      'a message is kept sealed',
      'const sealed = ctx.secrets.seal(raw, eventContext(source, event.eventId))',
      'const sealed = raw',
    ],
    ['one that comes again soon asks nothing', 'and e.received_at <= ${hourAgo} returning', 'returning'],
    ['one that was worked on asks nothing', 'where e.done_at is null and', 'where'],
  ]),
  ...mutationsOf('src/modules/payments/prune-provider-events.ts', events, [
    ['a body is kept for 30 days', 'done_at < ${before}', 'done_at <= ${before}'],
    [
      'what waits keeps its body',
      'and done_at < ${before}',
      'and coalesce(done_at, received_at) < ${before}',
    ],
  ]),
  ...mutationsOf('src/modules/payments/providers/sandbox/webhook.ts', events, [
    ['a signature must fit', 'if (!sameSecret(given, signatureOf(ctx, raw)))', 'if (given.length > 99)'],
  ]),
  ...mutationsOf('src/modules/identity/member-token.ts', tokens, [
    ['a token is over after the next minute', '(minute + 2) * minuteMs', '(minute + 9) * minuteMs'],
    ['a token is used once', 'if (rows.length === 0) throw memberTokenUsed()', ''],
    ['a token is signed by us', 'if (!ours || body[0] !== version)', 'if (body[0] !== version)'],
  ]),
]
