import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { ClaimId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'
import { answerInformation } from './answer-information.ts'
import { appealClaim } from './appeal-claim.ts'
import { claimNotFound, claimNotMatched, moveNotAllowed, refusalErrors } from './errors.ts'
import { checkFiling, fileClaim } from './file-claim.ts'
import { filingOfGuest } from './find-filing.ts'
import { countGuest, followClaim, giveToken } from './follow-claim.ts'
import type { MayTouch } from './held-claim.ts'
import { guestMay, seenClaim } from './may-touch.ts'
import { findClaim } from './queries.ts'
import {
  ClaimCheckView,
  ClaimView,
  FiledGuestClaim,
  FollowInput,
  GuestClaimCheckInput,
  GuestClaimInput,
} from './schemas.ts'
import { AnswerInput, AppealInput, EmptyInput } from './step-schemas.ts'
import { checkView, claimView } from './views.ts'
import { withdrawClaim } from './withdraw-claim.ts'

const byNumber = {
  open: 'A claim can be filed without an account, by warranty number and contact (K25, K26).',
}
const byToken = {
  open: 'The token of a claim that was filed without an account is asked for by the operation.',
}
/** Tries a minute of one address. */
const rateLimit = 20

export function guestRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/guest/claims/check',
    operationId: 'checkGuestClaim',
    summary: 'Asks what a claim would be told, by warranty number and contact',
    tag: 'guest',
    access: byNumber,
    rateLimit,
    errors: [claimNotMatched],
    body: GuestClaimCheckInput,
    response: ClaimCheckView,
    notIdempotent: 'Nothing is written.',
    async handler(ctx, { body }) {
      await countGuest(ctx)
      return checkView(await checkFiling(ctx, await filingOfGuest(ctx, body)))
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/guest/claims',
    operationId: 'fileGuestClaim',
    summary: 'Files a claim by warranty number and contact; the answer has a token to follow it',
    tag: 'guest',
    access: byNumber,
    rateLimit,
    errors: [claimNotMatched, claimNotFound, ...refusalErrors],
    body: GuestClaimInput,
    status: 201,
    response: FiledGuestClaim,
    async handler(ctx, { body }) {
      await countGuest(ctx)
      return withToken(ctx, await fileClaim(ctx, await filingOfGuest(ctx, body)))
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/guest/claims/follow',
    operationId: 'followClaim',
    summary: 'Gives a new token by reception number and contact; the one before ends',
    tag: 'guest',
    access: byNumber,
    rateLimit,
    errors: [claimNotMatched, claimNotFound],
    body: FollowInput,
    response: FiledGuestClaim,
    notIdempotent: 'Every call gives a new token, and only its hash is kept.',
    async handler(ctx, { body }) {
      await countGuest(ctx)
      const { id, token } = await followClaim(ctx, body)
      return { claim: await show(ctx, id), token }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/guest/claim',
    operationId: 'getGuestClaim',
    summary: 'The claim of a token, sent as `claim-token`',
    tag: 'guest',
    access: byToken,
    errors: [claimNotFound],
    response: ClaimView,
    async handler(ctx, _input, request) {
      const { id, may } = guestMay(ctx, request)
      return claimView(ctx, await seenClaim(ctx, id, may))
    },
  })
  guestMove(
    app,
    'answers',
    'answerGuestClaim',
    'Answers what the store asked',
    AnswerInput,
    answerInformation,
  )
  guestMove(app, 'withdrawal', 'withdrawGuestClaim', 'Withdraws the claim', EmptyInput, withdrawClaim)
  guestMove(app, 'appeal', 'appealGuestClaim', 'Does not accept a rejection', AppealInput, appealClaim)
}

function guestMove<B extends z.ZodType>(
  app: FastifyInstance,
  path: string,
  operationId: string,
  summary: string,
  body: B,
  work: (ctx: Context, id: ClaimId | undefined, may: MayTouch, body: z.output<B>) => Promise<ClaimId>,
): void {
  route(app, {
    method: 'POST',
    url: `/v1/guest/claim/${path}`,
    operationId,
    summary: `${summary}, with the token of the claim`,
    tag: 'guest',
    access: byToken,
    errors: [claimNotFound, moveNotAllowed],
    body,
    response: ClaimView,
    async handler(ctx, input, request: FastifyRequest) {
      const { id, may } = guestMay(ctx, request)
      return show(ctx, await work(ctx, id, may, input.body as z.output<B>))
    },
  })
}

async function withToken(ctx: Context, filed: ClaimId): Promise<z.input<typeof FiledGuestClaim>> {
  const { id, token } = await giveToken(ctx, filed)
  return { claim: await show(ctx, id), token }
}

async function show(ctx: Context, id: ClaimId): Promise<z.input<typeof ClaimView>> {
  const row = await findClaim(reader(ctx), id)
  if (!row) throw claimNotFound()
  return claimView(ctx, row)
}
