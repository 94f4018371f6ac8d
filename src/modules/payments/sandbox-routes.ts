import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { organisationNow, storeNotFound } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { seller } from '#platform/context.ts'
import { forbidden, notFound } from '#platform/errors.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { parsePublicId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'
import { approveSandboxPayment } from './approve-sandbox-payment.ts'
import { bankOf, bankZone, nextOpening } from './bank-hours.ts'
import { nothingToApprove, paymentNotFound, testModeOnly } from './errors.ts'
import {
  BankHoursInput,
  BankView,
  LicenceInput,
  OrganisationParams,
  PaymentParams,
  PaymentView,
  ScriptInput,
  ScriptView,
} from './schemas.ts'
import { setBankHours, setBankLicence } from './set-bank.ts'
import { setSandboxScript } from './set-sandbox-script.ts'
import { seenPayment } from './store-routes.ts'
import { paymentView } from './views.ts'

export function sandboxPaymentRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'PUT',
    url: '/v1/sandbox/payments',
    operationId: 'setSandboxScript',
    summary: 'Tells the sandbox what to do with the next payments, or refunds, of a test organisation',
    tag: 'sandbox',
    access: { scope: 'sandbox:write' },
    errors: [testModeOnly],
    body: ScriptInput,
    response: ScriptView,
    async handler(ctx, { body }) {
      await setSandboxScript(ctx, body.script, body.count)
      return body
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/sandbox/payments/:paymentId/approve',
    operationId: 'approveSandboxPayment',
    summary: 'Pays what waits for the customer, as with the provider’s own app',
    tag: 'sandbox',
    access: { scope: 'sandbox:write' },
    errors: [testModeOnly, paymentNotFound, nothingToApprove],
    params: PaymentParams,
    response: PaymentView,
    notIdempotent: 'What is paid is not paid again: the second call is refused.',
    async handler(ctx, { params }) {
      await approveSandboxPayment(ctx, await seenPayment(ctx, params.paymentId))
      return paymentView(ctx, await seenPayment(ctx, params.paymentId))
    },
  })
  bankRoutes(app)
}

function bankRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/bank',
    operationId: 'getBank',
    summary: 'The built-in bank as it serves this organisation',
    tag: 'payments',
    access: { scope: 'settlements:read' },
    response: BankView,
    handler: (ctx) => bankView(ctx, seller(ctx).organisationId),
  })
  route(app, {
    method: 'PUT',
    url: '/v1/bank/hours',
    operationId: 'setBankHours',
    summary: 'Sets when the built-in bank serves this organisation',
    tag: 'payments',
    access: { scope: 'organisation:write' },
    body: BankHoursInput,
    response: BankView,
    async handler(ctx, { body }) {
      const { organisationId, storeIds } = seller(ctx)
      if (storeIds !== null)
        throw forbidden('The hours are set by those who act for all stores of the organisation.')
      await setBankHours(ctx, organisationId, body.hours)
      return bankView(ctx, organisationId)
    },
  })
  route(app, {
    method: 'PUT',
    url: '/v1/organisations/:organisationId/bank-licence',
    operationId: 'setBankLicence',
    summary: 'Records the licence under which a live organisation uses the built-in bank',
    tag: 'organisations',
    access: { scope: 'organisations:write' },
    errors: [storeNotFound],
    params: OrganisationParams,
    body: LicenceInput,
    response: BankView,
    async handler(ctx, { params, body }) {
      const id = parsePublicId('org', params.organisationId)
      if (!id) throw notFound('such organisation')
      await setBankLicence(ctx, id, body.licence)
      return bankView(ctx, id)
    },
  })
}

async function bankView(ctx: Context, id: OrganisationId): Promise<z.input<typeof BankView>> {
  const { hours, licence } = await bankOf(ctx, id)
  return {
    hours: hours.map((spans) => spans.map(({ from, to }) => ({ from, to }))),
    zone: bankZone,
    licence,
    opensAt: nextOpening(hours, await organisationNow(ctx, id)),
  }
}
