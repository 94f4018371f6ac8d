import type { FastifyInstance } from 'fastify'
import type { Context } from '#platform/context.ts'
import { publicId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'
import type { CancellationQuote } from './cancel-contract.ts'
import { cancelContract, cancellationErrors, quoteCancellation } from './cancel-contract.ts'
import { CancellationQuoteView, ConfirmInput, ReinstatementQuoteView, VoidInput } from './change-schemas.ts'
import { alreadyVoid, contractEnded, contractNotFound, quoteOutdated } from './errors.ts'
import type { Contract } from './queries.ts'
import { quoteReinstatement, reinstateContract, reinstatementErrors } from './reinstate-contract.ts'
import { ContractParams, ContractView } from './schemas.ts'
import { contractOfBuyer, contractOfSeller, showChanged } from './show-contract.ts'
import { voidContract } from './void-contract.ts'

const params = ContractParams
const changesNothing = 'Changes nothing: the same call gives the same preview until something else changes.'

/** Cancelling, reinstating and making void: a preview first where money comes back or is due again. */
export function contractChangeRoutes(app: FastifyInstance): void {
  sellerCancelRoutes(app)
  buyerCancelRoutes(app)
  reinstateRoutes(app)
  route(app, {
    method: 'POST',
    url: '/v1/contracts/:contractId/void',
    operationId: 'voidContract',
    summary: 'End a contract that should never have stood, with the whole premium due back',
    tag: 'contracts',
    access: { scope: 'contracts:write' },
    errors: [contractNotFound, alreadyVoid, contractEnded],
    params,
    body: VoidInput,
    response: ContractView,
    async handler(ctx, { params: { contractId }, body }) {
      const contract = await contractOfSeller(ctx, contractId)
      await voidContract(ctx, { contractId: contract.id, ...body })
      return showChanged(ctx, contract)
    },
  })
}

function sellerCancelRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/contracts/:contractId/cancellation-quotes',
    operationId: 'quoteCancellation',
    summary: 'What would come back if a contract were cancelled today',
    tag: 'contracts',
    access: { scope: 'contracts:write' },
    errors: [contractNotFound, ...cancellationErrors],
    params,
    response: CancellationQuoteView,
    notIdempotent: changesNothing,
    handler: async (ctx, { params: { contractId } }) => quoteOf(ctx, await contractOfSeller(ctx, contractId)),
  })
  route(app, {
    method: 'POST',
    url: '/v1/contracts/:contractId/cancel',
    operationId: 'cancelContract',
    summary: 'Cancel a contract as previewed',
    tag: 'contracts',
    access: { scope: 'contracts:write' },
    errors: [contractNotFound, quoteOutdated, ...cancellationErrors],
    params,
    body: ConfirmInput,
    response: ContractView,
    async handler(ctx, { params: { contractId }, body }) {
      const contract = await contractOfSeller(ctx, contractId)
      await cancelContract(ctx, { contractId: contract.id, quoteId: body.quoteId, by: 'seller' })
      return showChanged(ctx, contract)
    },
  })
}

function buyerCancelRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/me/contracts/:contractId/cancellation-quotes',
    operationId: 'quoteMyCancellation',
    summary: 'What I would get back if I gave up my cover today',
    tag: 'wallet',
    access: { buyer: true },
    errors: [contractNotFound, ...cancellationErrors],
    params,
    response: CancellationQuoteView,
    notIdempotent: changesNothing,
    handler: async (ctx, { params: { contractId } }) => quoteOf(ctx, await contractOfBuyer(ctx, contractId)),
  })
  route(app, {
    method: 'POST',
    url: '/v1/me/contracts/:contractId/cancel',
    operationId: 'cancelMyContract',
    summary: 'Give up my cover as previewed',
    tag: 'wallet',
    access: { buyer: true },
    errors: [contractNotFound, quoteOutdated, ...cancellationErrors],
    params,
    body: ConfirmInput,
    response: ContractView,
    async handler(ctx, { params: { contractId }, body }) {
      const contract = await contractOfBuyer(ctx, contractId)
      await cancelContract(ctx, { contractId: contract.id, quoteId: body.quoteId, by: 'buyer' })
      return showChanged(ctx, contract)
    },
  })
}

function reinstateRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/contracts/:contractId/reinstatement-quotes',
    operationId: 'quoteReinstatement',
    summary: 'What the buyer would owe again if a contract were put in force again',
    tag: 'contracts',
    access: { scope: 'contracts:write' },
    errors: [contractNotFound, ...reinstatementErrors],
    params,
    response: ReinstatementQuoteView,
    notIdempotent: changesNothing,
    async handler(ctx, { params: { contractId } }) {
      const contract = await contractOfSeller(ctx, contractId)
      const { quoteId, payBack } = await quoteReinstatement(ctx, contract.id)
      return { quoteId, payBack, ...namesOf(contract) }
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/contracts/:contractId/reinstate',
    operationId: 'reinstateContract',
    summary: 'Put a cancelled or void contract in force again as previewed',
    tag: 'contracts',
    access: { scope: 'contracts:write' },
    errors: [contractNotFound, quoteOutdated, ...reinstatementErrors],
    params,
    body: ConfirmInput,
    response: ContractView,
    async handler(ctx, { params: { contractId }, body }) {
      const contract = await contractOfSeller(ctx, contractId)
      await reinstateContract(ctx, { contractId: contract.id, quoteId: body.quoteId })
      return showChanged(ctx, contract)
    },
  })
}

async function quoteOf(ctx: Context, contract: Contract) {
  const quote: CancellationQuote = await quoteCancellation(ctx, contract.id)
  return { ...quote, premium: contract.premium, ...namesOf(contract) }
}

function namesOf({ id, currency }: Contract) {
  return { contractId: publicId('ctr', id), currency }
}
