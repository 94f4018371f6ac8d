import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import sharp from 'sharp'
import type { OrganisationId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { decideClaim } from '#modules/claims/decide-claim.ts'
import { contextOf } from './context.ts'
import type { Operation } from './operations.ts'
import { unique } from './people.ts'
import { staffOf } from './product.ts'
import type { Call, World } from './world.ts'

const fault = {
  cause: 'physical_damage',
  fault: 'dropped',
  occurredOn: '2026-01-01',
  description: 'It fell.',
}
const asA = (w: World) => ({ key: w.keys.a })

/** Calls without an account are limited by network: each comes from one of its own. */
const elsewhere = () => ({ 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}` })

/** A cover of buyer A's that nobody has claimed on, and the day of its purchase. */
async function newCover(w: World) {
  const { contracts } = await w.sell({ buyer: w.buyer })
  const contract = contracts[0] as { id: string; number: string }
  const seen = await w.must(
    'GET',
    '/v1/contracts/{contractId}',
    { params: { contractId: contract.id } },
    asA(w),
  )
  return { ...contract, day: String(seen['purchasedOn']) }
}

/** A claim of buyer A's, taken as far as these calls of the desk take it. */
async function newClaim(w: World, ...steps: [path: string, body: object][]): Promise<string> {
  const { number, day } = await newCover(w)
  const filed = await w.must(
    'POST',
    '/v1/claims',
    { body: { number, buyer: { email: w.buyer.email }, ...fault, occurredOn: day } },
    asA(w),
  )
  const claimId = String(filed['id'])
  for (const [path, body] of steps)
    await w.must('POST', `/v1/claims/{claimId}/${path}`, { params: { claimId }, body }, asA(w))
  return claimId
}

/** The same, filed without an account: the header by which it is reached. */
async function newGuestClaim(w: World, ...steps: [path: string, body: object][]) {
  const { number, day } = await newCover(w)
  const body = { number, contact: { email: w.buyer.email }, ...fault, occurredOn: day }
  const filed = await w.must('POST', '/v1/guest/claims', { body, headers: elsewhere() }, {})
  const claim = filed['claim'] as { id: string; receptionNumber: string }
  for (const [path, step] of steps)
    await w.must(
      'POST',
      `/v1/claims/{claimId}/${path}`,
      { params: { claimId: claim.id }, body: step },
      asA(w),
    )
  return { receptionNumber: claim.receptionNumber, headers: { 'claim-token': String(filed['token']) } }
}

const accept = { decision: 'accept', estimate: 1000 }
const reject = { decision: 'reject', reasonCode: 'no_fault_found', note: 'It works.' }
const ask = { question: 'How?' }
const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: '#0b6b50' } })
  .jpeg()
  .toBuffer()

const desk = (body: object, ...steps: [string, object][]): Operation => ({
  by: 'seller',
  others: 'refused',
  otherStore: 'refused',
  call: async (w) => ({ params: { claimId: await newClaim(w, ...steps) }, body }),
})
const look = (by: 'seller' | 'buyer', more: Record<string, string> = {}, withPhoto = false): Operation => ({
  by,
  others: 'refused',
  otherStore: 'refused',
  call: async (w) => {
    const claimId = await newClaim(w, ['decision', accept])
    if (withPhoto)
      await w.must(
        'POST',
        '/v1/claims/{claimId}/photos',
        { params: { claimId }, picture: await picture },
        asA(w),
      )
    return { params: { claimId, ...more } }
  },
})
const mine = (body: object, ...steps: [string, object][]): Operation => ({
  by: 'buyer',
  others: 'refused',
  call: async (w) => ({ params: { claimId: await newClaim(w, ...steps) }, body }),
})
const guest = (call: (w: World) => Promise<Call>): Operation => ({ by: 'anybody', others: 'own', call })
const guestLook = (more: Record<string, string> = {}): Operation =>
  guest(async (w) => {
    const { headers } = await newGuestClaim(w, ['decision', accept])
    if (more['n']) await w.must('POST', '/v1/guest/claim/photos', { headers, picture: await picture }, {})
    return { headers, params: more }
  })

/** The calls about claims and the sandbox. */
export const claimOperations: Record<string, Operation> = {
  checkClaim: {
    by: 'seller',
    others: 'own',
    otherStore: 'own',
    call: async (w) => ({ body: { ...fault, number: (await newCover(w)).number } }),
  },
  fileClaim: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    async call(w) {
      const { number, day } = await newCover(w)
      return { body: { ...fault, number, occurredOn: day, buyer: { email: w.buyer.email } } }
    },
  },
  listClaims: { by: 'seller', others: 'own', otherStore: 'own', call: () => ({}) },
  countClaimQueues: { by: 'seller', others: 'own', otherStore: 'own', call: () => ({}) },
  getClaim: look('seller'),
  decideClaim: desk(reject),
  confirmDecision: {
    by: 'staff',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({ params: { claimId: await proposedClaim(w) }, body: { agree: true } }),
  },
  requestInformation: desk(ask),
  answerInformation: desk({ answer: 'So.' }, ['questions', ask]),
  advanceClaim: desk({ to: 'received' }, ['decision', accept]),
  giveRemedy: desk(
    { remedy: 'refund', reference: 'X-1' },
    ['decision', accept],
    ['advance', { to: 'received' }],
  ),
  blockClaim: desk({ reason: 'A part is missing.' }),
  noteClaim: desk({ note: 'They called.' }),
  withdrawClaim: desk({}),
  addClaimPhoto: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({ params: { claimId: await newClaim(w) }, picture: await picture }),
  },
  getClaimPhoto: look('seller', { n: '1' }, true),
  getClaimThumbnail: look('seller', { n: '1' }, true),
  printClaimSlip: look('seller'),

  checkMyClaim: {
    by: 'buyer',
    others: 'refused',
    async call(w) {
      const { id, day } = await newCover(w)
      return { body: { ...fault, contractId: id, occurredOn: day } }
    },
  },
  fileMyClaim: {
    by: 'buyer',
    others: 'refused',
    async call(w) {
      const { id, day } = await newCover(w)
      return { body: { ...fault, contractId: id, occurredOn: day } }
    },
  },
  listMyClaims: { by: 'buyer', others: 'own', call: () => ({}) },
  getMyClaim: look('buyer'),
  answerMyClaim: mine({ answer: 'So.' }, ['questions', ask]),
  withdrawMyClaim: mine({}),
  appealMyClaim: mine({ reason: 'It does not.' }, ['decision', reject]),
  addMyClaimPhoto: {
    by: 'buyer',
    others: 'refused',
    call: async (w) => ({ params: { claimId: await newClaim(w) }, picture: await picture }),
  },
  getMyClaimPhoto: look('buyer', { n: '1' }, true),
  getMyClaimThumbnail: look('buyer', { n: '1' }, true),
  printMyClaimSlip: look('buyer'),

  checkGuestClaim: guest(async (w) => {
    const { number, day } = await newCover(w)
    const body = { ...fault, number, occurredOn: day, contact: { email: w.buyer.email } }
    return { body, headers: elsewhere() }
  }),
  fileGuestClaim: guest(async (w) => {
    const { number, day } = await newCover(w)
    const body = { ...fault, number, occurredOn: day, contact: { email: w.buyer.email } }
    return { body, headers: elsewhere() }
  }),
  followClaim: guest(async (w) => {
    const { receptionNumber } = await newGuestClaim(w)
    return { body: { receptionNumber, contact: { email: w.buyer.email } }, headers: elsewhere() }
  }),
  getGuestClaim: guestLook(),
  answerGuestClaim: guest(async (w) => ({
    headers: (await newGuestClaim(w, ['questions', ask])).headers,
    body: { answer: 'So.' },
  })),
  withdrawGuestClaim: guest(async (w) => ({ headers: (await newGuestClaim(w)).headers, body: {} })),
  appealGuestClaim: guest(async (w) => ({
    headers: (await newGuestClaim(w, ['decision', reject])).headers,
    body: { reason: 'It does not.' },
  })),
  addGuestClaimPhoto: guest(async (w) => ({
    headers: (await newGuestClaim(w)).headers,
    picture: await picture,
  })),
  getGuestClaimPhoto: guestLook({ n: '1' }),
  getGuestClaimThumbnail: guestLook({ n: '1' }),
  printGuestClaimSlip: guestLook(),

  setSandboxClock: {
    by: 'sandbox',
    others: 'refused',
    call: (w) => ({
      body: {
        at: Temporal.Instant.from(w.product.clock.now())
          .add({ hours: 24 * 365 })
          .toString(),
      },
    }),
  },
}

/** A claim on which somebody has proposed a decision above A's limit. */
async function proposedClaim(w: World): Promise<string> {
  const claimId = await newClaim(w)
  const { services } = w.product
  const { rows } = await sql<{ organisation_id: OrganisationId }>`
    update organisations set second_decider_above = 40000
    where id = (select organisation_id from stores where code = ${w.stores.a}) returning id as organisation_id`.execute(
    services.db,
  )
  const id = rows[0]?.organisation_id as OrganisationId
  const actor = staffOf({
    id,
    name: unique('A'),
    kind: 'seller',
    mode: 'live',
    clockAt: null,
    secondDeciderAbove: null,
    createdAt: '',
  })
  const ctx = contextOf(services, actor, 'decideClaim')
  await decideClaim(ctx, parsePublicId('clm', claimId), async () => true, {
    decision: 'accept',
    estimate: 45_000,
    route: null,
    goodwill: false,
    note: null,
    version: null,
  })
  return claimId
}
