import type { PlanTerms } from '#modules/plans/index.ts'
import { getPlanVersion } from '#modules/plans/index.ts'
import type { Context } from '#platform/context.ts'
import type { Contract } from './queries.ts'

/** The terms under which a contract was sold: those of its version of the plan, for ever. */
export type Terms = PlanTerms

export async function contractTerms(
  ctx: Context,
  contract: Pick<Contract, 'plan_id' | 'plan_version'>,
): Promise<Terms> {
  return (await getPlanVersion(ctx, contract.plan_id, contract.plan_version)).terms
}
