import { sql } from 'kysely'
import { writeEvent } from '#modules/payments/providers/sandbox/webhook.ts'
import { insertAttempts } from '#modules/payments/writes.ts'
import { createAttempts, requestRefund, runAttempt } from '#modules/payments/index.ts'
import { getStore, organisationNow } from '#modules/identity/index.ts'
import { inTransaction } from '#platform/context.ts'
import type { AccountId, AttemptId, MandateId } from '#platform/ids.ts'
import { bucketOf, newId, parsePublicId, publicId } from '#platform/ids.ts'
import type { Operation } from './operations.ts'
import type { Call, World } from './world.ts'

/** A new account of the test buyer's. */
async function newAccount(w: World, kind: 'deposit' | 'card' = 'deposit'): Promise<string> {
  const body = {
    kind,
    provider: 'sandbox',
    label: 'Sandbox',
    ...(kind === 'card' ? { token: 'tok_sandbox' } : {}),
  }
  return String((await w.must('POST', '/v1/me/accounts', { body }, { cookie: w.sessions.sameInTest }))['id'])
}
async function newDeposit(w: World): Promise<string> {
  const accountId = await newAccount(w)
  const call = { params: { accountId }, body: { amount: 5000 } }
  await w.must('POST', '/v1/me/accounts/{accountId}/deposits', call, { cookie: w.sessions.sameInTest })
  return accountId
}
async function sandboxStore(w: World): Promise<string> {
  const { items } = (await w.must('GET', '/v1/stores', {}, { key: w.keys.sandbox })) as {
    items?: { code: string }[]
  }
  return items?.[0]?.code ?? ''
}
async function newMandate(w: World): Promise<{ accountId: string; mandateId: string }> {
  const accountId = await newAccount(w)
  const body = { storeCode: await sandboxStore(w), perPayment: 1000, perDay: 3000 }
  const call = { params: { accountId }, body }
  const made = await w.must('POST', '/v1/me/accounts/{accountId}/mandates', call, {
    cookie: w.sessions.sameInTest,
  })
  return { accountId, mandateId: String(made['id']) }
}

/** A payment at A's store that was captured, as it stands in the database. */
async function newPayment(w: World): Promise<string> {
  const store = await getStore(w.context, w.stores.a)
  const subject = newId<'stl'>(Math.floor(Math.random() * 1024))
  const bucket = bucketOf(subject)
  const at = w.context.clock.now()
  const id: AttemptId = newId(bucket)
  await inTransaction(w.context, (tx) =>
    insertAttempts(tx, [
      {
        bucket,
        id,
        provider: 'sandbox',
        tender: 'card',
        state: 'captured',
        outcome_unknown: false,
        reason: null,
        store_id: store.id,
        organisation_id: store.organisationId,
        subject_kind: 'settlement',
        subject_id: subject,
        account_id: null,
        mandate_id: null,
        currency: 'JPY',
        amount: 100,
        captured: 100,
        refunded: 0,
        provider_ref: null,
        action: null,
        created_at: at,
        updated_at: at,
        check_at: null,
        checks: 0,
      },
    ]),
  )
  return publicId('att', id)
}
/** A payment by QR code at the sandbox's store that waits for its customer. */
async function newWaitingPayment(w: World): Promise<{ id: AttemptId; storeCode: string }> {
  const storeCode = await sandboxStore(w)
  const store = await getStore(w.context, storeCode)
  await sql`delete from sandbox_scripts where organisation_id = ${store.organisationId}`.execute(w.context.db)
  const at = await organisationNow(w.context, store.organisationId)
  const [attempt] = await inTransaction(w.context, (tx) =>
    createAttempts(tx, w.context, [
      {
        subject: { kind: 'settlement', id: newId<'stl'>(7) },
        store,
        tender: 'qr',
        provider: 'sandbox',
        accountId: null,
        mandateId: null,
        amount: 100,
        currency: 'JPY',
        at,
      },
    ]),
  )
  if (!attempt) throw new Error('no attempt was made')
  await runAttempt(w.context, attempt.id)
  return { id: attempt.id, storeCode }
}

/** A payment by card under a mandate, of which a part was given back. */
async function newRefundedPayment(w: World): Promise<string> {
  const accountId = await newAccount(w, 'card')
  const storeCode = await sandboxStore(w)
  const made = await w.must(
    'POST',
    '/v1/me/accounts/{accountId}/mandates',
    { params: { accountId }, body: { storeCode, perPayment: 1000, perDay: 3000 } },
    { cookie: w.sessions.sameInTest },
  )
  const store = await getStore(w.context, storeCode)
  const at = await organisationNow(w.context, store.organisationId)
  const [attempt] = await inTransaction(w.context, (tx) =>
    createAttempts(tx, w.context, [
      {
        subject: { kind: 'settlement', id: newId<'stl'>(7) },
        store,
        tender: 'card',
        provider: 'sandbox',
        accountId: parsePublicId('pac', accountId) as AccountId,
        mandateId: parsePublicId('mdt', String(made['id'])) as MandateId,
        amount: 100,
        currency: 'JPY',
        at,
      },
    ]),
  )
  if (!attempt) throw new Error('no attempt was made')
  await runAttempt(w.context, attempt.id)
  const refund = { attemptId: attempt.id, key: 'part', amount: 40, reason: 'returned', at }
  await inTransaction(w.context, (tx) => requestRefund(tx, w.context, refund))
  await w.product.settled()
  return publicId('att', attempt.id)
}

const mine = (call: (w: World) => Promise<Call>, others: Operation['others'] = 'refused'): Operation => ({
  by: 'testBuyer',
  others,
  call,
})
const hours = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }])

/** Statements that ask every shard on purpose, as `test/schema.test.ts` lists them. */
export const paymentsOverShards: { tables: string[]; when: RegExp; reason: string }[] = [
  {
    tables: ['payment_attempts'],
    when: /from payment_attempts where store_id = /,
    reason: 'a list by store, by payment_attempts_store_idx',
  },
  {
    tables: ['payment_attempts'],
    when: /from payment_attempts where account_id = .* and check_at is not null/,
    reason: 'an account that is closed asks every shard, by payment_attempts_account_idx',
  },
  {
    tables: ['payment_attempts'],
    when: /from payment_attempts where (?:organisation_id = .* and )?check_at <= /,
    reason: 'a sweep of every shard, by payment_attempts_check_idx',
  },
  {
    tables: ['payment_refunds'],
    when: /from payment_refunds where (?:organisation_id = .* and )?check_at <= /,
    reason: 'a sweep of every shard, by payment_refunds_check_idx',
  },
  {
    tables: ['provider_events'],
    when: /^update provider_events set body_sealed = null .*done_at < /,
    reason: 'a sweep of every shard, by provider_events_done_idx',
  },
  {
    tables: ['used_member_tokens'],
    when: /^delete from used_member_tokens where used_at < /,
    reason: 'a sweep of every shard, by used_member_tokens_used_at_idx',
  },
]

export const paymentOperations: Record<string, Operation> = {
  openAccount: mine(
    async () => ({
      body: { kind: 'card', provider: 'sandbox', token: 'tok_sandbox', label: 'Sandbox 4242' },
    }),
    'refused',
  ),
  listMyAccounts: mine(async () => ({}), 'own'),
  closeAccount: mine(async (w) => ({ params: { accountId: await newAccount(w, 'card') } })),
  setPayingAccount: mine(async (w) => ({ params: { accountId: await newAccount(w) } })),
  depositMoney: mine(async (w) => ({ params: { accountId: await newAccount(w) }, body: { amount: 1000 } })),
  listAccountEntries: mine(async (w) => ({ params: { accountId: await newDeposit(w) } })),
  createMandate: mine(async (w) => ({
    params: { accountId: await newAccount(w) },
    body: { storeCode: await sandboxStore(w), perPayment: 1000, perDay: 3000 },
  })),
  listMandates: mine(async (w) => ({ params: { accountId: (await newMandate(w)).accountId } })),
  revokeMandate: mine(async (w) => ({ params: await newMandate(w) })),

  listPayments: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => {
      await newPayment(w)
      return { params: { storeCode: w.stores.a } }
    },
  },
  getPayment: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({ params: { paymentId: await newPayment(w) } }),
  },
  'getPayment/refunded': {
    by: 'sandbox',
    others: 'refused',
    call: async (w) => ({ params: { paymentId: await newRefundedPayment(w) } }),
  },
  getBank: {
    by: 'seller',
    others: 'own',
    otherStore: {
      allowed: 'The hours are those of the whole organisation, to which the second store belongs.',
    },
    call: () => ({}),
  },
  setBankHours: { by: 'seller', others: 'own', otherStore: 'refused', call: () => ({ body: { hours } }) },
  setBankLicence: {
    by: 'platform',
    others: 'refused',
    call: async (w) => {
      const store = await getStore(w.context, w.stores.b)
      return { params: { organisationId: publicId('org', store.organisationId) }, body: { licence: null } }
    },
  },
  setSandboxScript: {
    by: 'sandbox',
    others: 'refused',
    call: () => ({ body: { script: 'sandbox:slow', count: 0 } }),
  },
  approveSandboxPayment: {
    by: 'sandbox',
    others: 'refused',
    call: async (w) => ({ params: { paymentId: publicId('att', (await newWaitingPayment(w)).id) } }),
  },
  receiveProviderEvent: {
    by: 'anybody',
    others: 'own',
    call: async (w) => {
      const { id, storeCode } = await newWaitingPayment(w)
      const { headers, raw } = writeEvent(w.context, `evt-${id}`, id)
      return {
        params: { provider: 'sandbox', storeCode },
        body: JSON.parse(raw.toString()) as object,
        headers,
      }
    },
  },
}
