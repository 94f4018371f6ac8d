import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Scope } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { DeclaredError } from '#platform/errors.ts'
import type { ClaimId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'
import { advanceClaim, giveRemedy } from './advance-claim.ts'
import { answerInformation } from './answer-information.ts'
import { confirmDecision } from './confirm-decision.ts'
import { decideClaim } from './decide-claim.ts'
import {
  anotherPersonRequired,
  claimChanged,
  claimNotFound,
  moveNotAllowed,
  noDecisionWaits,
  refusalErrors,
  secondPersonRequired,
} from './errors.ts'
import type { MayTouch } from './held-claim.ts'
import { sellerMay } from './may-touch.ts'
import { blockClaim, noteClaim } from './note-claim.ts'
import { findClaim } from './queries.ts'
import { requestInformation } from './request-information.ts'
import { ClaimParams, DeskClaimView } from './schemas.ts'
import {
  AdvanceInput,
  AnswerInput,
  BlockInput,
  ConfirmationInput,
  DecisionInput,
  EmptyInput,
  NoteInput,
  QuestionInput,
  RemedyInput,
} from './step-schemas.ts'
import { deskClaimView } from './views.ts'
import { withdrawClaim } from './withdraw-claim.ts'

type Work<B> = (ctx: Context, id: ClaimId | undefined, may: MayTouch, body: B) => Promise<ClaimId>

/** One thing that the desk does to a claim; the answer is the claim as it stands then. */
function deskRoute<B extends z.ZodType>(
  app: FastifyInstance,
  spec: {
    path: string
    operationId: string
    summary: string
    scope: Scope
    body: B
    errors?: readonly DeclaredError[]
    work: Work<z.output<B>>
  },
): void {
  route(app, {
    method: 'POST',
    url: `/v1/claims/:claimId/${spec.path}`,
    operationId: spec.operationId,
    summary: spec.summary,
    tag: 'claims',
    access: { scope: spec.scope },
    errors: [claimNotFound, moveNotAllowed, claimChanged, ...(spec.errors ?? [])],
    params: ClaimParams,
    body: spec.body,
    response: DeskClaimView,
    async handler(ctx, { params, body }) {
      const id = await spec.work(ctx, parsePublicId('clm', params.claimId), sellerMay, body as z.output<B>)
      const row = await findClaim(reader(ctx), id)
      if (!row) throw claimNotFound()
      return deskClaimView(ctx, row)
    },
  })
}

export function deskRoutes(app: FastifyInstance): void {
  const deciding = [anotherPersonRequired, secondPersonRequired, ...refusalErrors]
  deskRoute(app, {
    path: 'decision',
    operationId: 'decideClaim',
    summary: 'Accepts or rejects a claim; above the limit the decision waits for a second person',
    scope: 'claims:decide',
    body: DecisionInput,
    errors: deciding,
    work: decideClaim,
  })
  deskRoute(app, {
    path: 'decision/confirmation',
    operationId: 'confirmDecision',
    summary: "The second person's word on a decision that waits",
    scope: 'claims:decide',
    body: ConfirmationInput,
    errors: [...deciding, noDecisionWaits],
    work: confirmDecision,
  })
  deskRoute(app, {
    path: 'questions',
    operationId: 'requestInformation',
    summary: 'Asks the buyer something; the first time this doubles the days for the decision',
    scope: 'claims:decide',
    body: QuestionInput,
    errors: [anotherPersonRequired],
    work: requestInformation,
  })
  deskRoute(app, {
    path: 'answers',
    operationId: 'answerInformation',
    summary: 'Notes what the buyer answered by other ways',
    scope: 'claims:write',
    body: AnswerInput,
    work: answerInformation,
  })
  deskRoute(app, {
    path: 'advance',
    operationId: 'advanceClaim',
    summary: 'Takes a claim to the next step of its plan: received, in repair, shipped, completed',
    scope: 'claims:write',
    body: AdvanceInput,
    work: advanceClaim,
  })
  deskRoute(app, {
    path: 'remedies',
    operationId: 'giveRemedy',
    summary: 'Gives a coupon instead of a repair, or notes what the store’s own system gave',
    scope: 'claims:decide',
    body: RemedyInput,
    work: giveRemedy,
  })
  deskRoute(app, {
    path: 'block',
    operationId: 'blockClaim',
    summary: 'Says what stands in the way of the present step, or that nothing does any more',
    scope: 'claims:write',
    body: BlockInput,
    work: blockClaim,
  })
  deskRoute(app, {
    path: 'notes',
    operationId: 'noteClaim',
    summary: 'A note of the desk, for the desk alone',
    scope: 'claims:write',
    body: NoteInput,
    work: noteClaim,
  })
  deskRoute(app, {
    path: 'withdrawal',
    operationId: 'withdrawClaim',
    summary: 'Withdraws a claim for its buyer, as long as the goods are not received',
    scope: 'claims:write',
    body: EmptyInput,
    work: withdrawClaim,
  })
}
