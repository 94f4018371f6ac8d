import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { contractNotFound } from '#modules/contracts/index.ts'
import { visiblePurchaseIds } from '#modules/purchases/index.ts'
import type { Context } from '#platform/context.ts'
import { buyer, reader } from '#platform/context.ts'
import type { DeclaredError } from '#platform/errors.ts'
import type { ClaimId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { PageQuery, instantKey, page, readCursor } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { idText } from '#platform/text.ts'
import { answerInformation } from './answer-information.ts'
import { appealClaim } from './appeal-claim.ts'
import { claimNotFound, moveNotAllowed, refusalErrors } from './errors.ts'
import { checkFiling, fileClaim } from './file-claim.ts'
import { filingOfBuyer } from './find-filing.ts'
import type { MayTouch } from './held-claim.ts'
import { buyerMay, seenClaim } from './may-touch.ts'
import { findClaim, listClaimsHeld } from './queries.ts'
import {
  ClaimCheckView,
  ClaimPage,
  ClaimParams,
  ClaimView,
  MyClaimCheckInput,
  MyClaimInput,
} from './schemas.ts'
import { AnswerInput, AppealInput, EmptyInput } from './step-schemas.ts'
import { checkView, claimSummaries, claimView } from './views.ts'
import { withdrawClaim } from './withdraw-claim.ts'

export function buyerRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/me/claims/check',
    operationId: 'checkMyClaim',
    summary: 'Asks what a claim on one of my covers would be told, without filing it',
    tag: 'wallet',
    access: { buyer: true },
    errors: [contractNotFound],
    body: MyClaimCheckInput,
    response: ClaimCheckView,
    notIdempotent: 'Nothing is written.',
    async handler(ctx, { body }) {
      return checkView(await checkFiling(ctx, await filingOfBuyer(ctx, body)))
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/me/claims',
    operationId: 'fileMyClaim',
    summary: 'Files a claim on one of my covers; the reception number is in the answer',
    tag: 'wallet',
    access: { buyer: true },
    errors: [contractNotFound, ...refusalErrors],
    body: MyClaimInput,
    status: 201,
    response: ClaimView,
    async handler(ctx, { body }) {
      return show(ctx, await fileClaim(ctx, await filingOfBuyer(ctx, body)))
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/me/claims',
    operationId: 'listMyClaims',
    summary: 'My claims on all covers, the newest first',
    tag: 'wallet',
    access: { buyer: true },
    query: PageQuery.extend({ contractId: idText('ctr').optional() }),
    response: ClaimPage,
    async handler(ctx, { query }) {
      const rows = await listClaimsHeld(reader(ctx), await visiblePurchaseIds(reader(ctx), buyer(ctx)), {
        contractId: query.contractId === undefined ? undefined : parsePublicId('ctr', query.contractId),
        after: readCursor(query.cursor, instantKey),
        limit: query.limit,
      })
      const { rows: kept, nextCursor } = page(rows, query.limit, (row) => [row.filed_at, row.id])
      return { items: await claimSummaries(ctx, kept), nextCursor }
    },
  })
  route(app, {
    method: 'GET',
    url: '/v1/me/claims/:claimId',
    operationId: 'getMyClaim',
    summary: 'One of my claims, with its history',
    tag: 'wallet',
    access: { buyer: true },
    errors: [claimNotFound],
    params: ClaimParams,
    response: ClaimView,
    async handler(ctx, { params }) {
      return claimView(ctx, await seenClaim(ctx, parsePublicId('clm', params.claimId), buyerMay))
    },
  })
  moveRoutes(app)
}

function moveRoutes(app: FastifyInstance): void {
  myMove(app, {
    path: 'answers',
    operationId: 'answerMyClaim',
    summary: 'Answers what the store asked',
    body: AnswerInput,
    work: answerInformation,
  })
  myMove(app, {
    path: 'withdrawal',
    operationId: 'withdrawMyClaim',
    summary: 'Withdraws my claim, as long as the goods are not received',
    body: EmptyInput,
    work: withdrawClaim,
  })
  myMove(app, {
    path: 'appeal',
    operationId: 'appealMyClaim',
    summary: 'Does not accept a rejection; once, and another person decides',
    body: AppealInput,
    work: appealClaim,
  })
}

/** One thing that a buyer does to their claim; the answer is the claim as it stands then. */
function myMove<B extends z.ZodType>(
  app: FastifyInstance,
  spec: {
    path: string
    operationId: string
    summary: string
    body: B
    errors?: readonly DeclaredError[]
    work: (ctx: Context, id: ClaimId | undefined, may: MayTouch, body: z.output<B>) => Promise<ClaimId>
  },
): void {
  route(app, {
    method: 'POST',
    url: `/v1/me/claims/:claimId/${spec.path}`,
    operationId: spec.operationId,
    summary: spec.summary,
    tag: 'wallet',
    access: { buyer: true },
    errors: [claimNotFound, moveNotAllowed],
    params: ClaimParams,
    body: spec.body,
    response: ClaimView,
    async handler(ctx, { params, body }) {
      const id = parsePublicId('clm', params.claimId)
      return show(ctx, await spec.work(ctx, id, buyerMay, body as z.output<B>))
    },
  })
}

async function show(ctx: Context, id: ClaimId) {
  const row = await findClaim(reader(ctx), id)
  if (!row) throw claimNotFound()
  return claimView(ctx, row)
}
