import type { FastifyInstance } from 'fastify'
import { noTaxRate } from '#modules/tax/index.ts'
import { route } from '#platform/route.ts'
import { calculateTax } from './calculate-tax.ts'
import { TaxCalculation, TaxCalculationInput } from './tax-schemas.ts'

/** Beside the merchants, because `tax` itself is pure and has no routes. */
export function taxRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/tax/calculate',
    operationId: 'calculateTax',
    summary: 'What is due and which tax is in it, step by step',
    description:
      'For a basket that nobody has bought, by the rules of settlements. Coupons are taken in the order given; which of them fit is not asked.',
    tag: 'tax',
    access: { open: 'It computes what was sent; it stores nothing and reads nothing.' },
    errors: [noTaxRate],
    body: TaxCalculationInput,
    bodyLimit: 256 * 1024,
    rateLimit: 120,
    response: TaxCalculation,
    notIdempotent: 'Nothing is written; the same call has the same answer.',
    handler: (_ctx, { body }) => Promise.resolve(calculateTax(body)),
  })
}
