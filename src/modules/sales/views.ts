import type { z } from 'zod'
import { issuedContract } from '#modules/contracts/index.ts'
import { pickUpCode, purchaseView } from '#modules/purchases/index.ts'
import { formatNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import { Problem } from '#platform/errors.ts'
import { publicId } from '#platform/ids.ts'
import { problemDocument } from '#platform/problems.ts'
import type { SaleOutcome, SaleRecord } from './record-purchases.ts'
import type { BatchAnswer, RecordedPurchase } from './schemas.ts'

export function recordedPurchase(ctx: Context, sale: SaleRecord): z.input<typeof RecordedPurchase> {
  return {
    ...purchaseView(sale.purchase, sale.lines, sale.store),
    contracts: sale.contracts.map(issuedContract),
    pickUpCode: pickUpCodeOf(ctx, sale),
  }
}

function pickUpCodeOf(ctx: Context, { purchase }: SaleRecord): string | null {
  return purchase.kind === 'sale' && purchase.buyer_hash === null ? pickUpCode(ctx, purchase.id) : null
}

export function batchAnswer(
  ctx: Context,
  row: number,
  reference: string | null,
  outcome: SaleOutcome,
): z.input<typeof BatchAnswer> {
  if ('problem' in outcome) {
    const problem = problemDocument(outcome.problem, ctx.origin.requestId)
    return { row, status: problem.status, reference, replayed: false, purchase: null, problem }
  }
  const { sale } = outcome
  return {
    row,
    status: 201,
    reference,
    replayed: sale.replayed,
    purchase: {
      id: publicId('pur', sale.purchase.id),
      total: sale.purchase.total,
      pendingLines: sale.lines.filter((line) => line.match === 'pending').length,
      contracts: sale.contracts.map((contract) => formatNumber(contract.number)),
      planErrors: sale.lines.flatMap((line) =>
        line.plan_error === null ? [] : [`lines[${line.n - 1}]: ${line.plan_error}`],
      ),
      pickUpCode: pickUpCodeOf(ctx, sale),
    },
    problem: null,
  }
}

export function unexpected(error: unknown): { problem: Problem } {
  return {
    problem:
      error instanceof Problem
        ? error
        : new Problem('internal_error', 500, 'This row failed on our side; send it again.'),
  }
}
