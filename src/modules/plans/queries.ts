import type { CacheDefinition } from '#platform/caches.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import type { OrganisationId, PlanId } from '#platform/ids.ts'
import type { Attachment, PlanTerms } from './schemas.ts'

export type Plan = {
  id: PlanId
  organisationId: OrganisationId
  code: string
  version: number
  terms: PlanTerms
  attachments: Attachment[]
  createdAt: string
  withdrawnAt: string | null
}

/** All plans of an organisation in their current versions, kept in process: offers and sales ask for them all day. */
export const plansOfOrganisation: CacheDefinition<Plan[]> = { name: 'plans', most: 5000, load: loadPlans }

async function loadPlans(db: Db, organisationId: string): Promise<Plan[]> {
  const plans = await db
    .selectFrom('plans as p')
    .innerJoin('plan_versions as v', (join) =>
      join.onRef('v.plan_id', '=', 'p.id').onRef('v.version', '=', 'p.current_version'),
    )
    .select(['p.id', 'p.organisation_id', 'p.code', 'v.version', 'v.terms', 'p.created_at', 'p.withdrawn_at'])
    .where('p.organisation_id', '=', organisationId)
    .orderBy('p.code')
    .execute()
  const rules = await db
    .selectFrom('plan_attachments as a')
    .innerJoin('plans as p', 'p.id', 'a.plan_id')
    .select(['a.plan_id', 'a.rule'])
    .where('p.organisation_id', '=', organisationId)
    .orderBy('a.n')
    .execute()
  return plans.map((row) => ({
    id: row.id as PlanId,
    organisationId: row.organisation_id as OrganisationId,
    code: row.code,
    version: row.version,
    terms: row.terms as PlanTerms,
    attachments: rules.filter((rule) => rule.plan_id === row.id).map((rule) => rule.rule as Attachment),
    createdAt: row.created_at,
    withdrawnAt: row.withdrawn_at,
  }))
}

export async function listPlans(ctx: Context, organisationId: OrganisationId): Promise<Plan[]> {
  return (await ctx.caches.get(plansOfOrganisation, reader(ctx), organisationId)) ?? []
}

export type PlanVersion = {
  planId: PlanId
  code: string
  version: number
  terms: PlanTerms
  createdAt: string
}

/** One version, for ever the same, by `planId/version`. */
export const planVersions: CacheDefinition<PlanVersion> = {
  name: 'plan-versions',
  most: 20_000,
  async load(db, key) {
    const [planId = '', version = ''] = key.split('/')
    const row = await db
      .selectFrom('plan_versions as v')
      .innerJoin('plans as p', 'p.id', 'v.plan_id')
      .select(['v.plan_id', 'p.code', 'v.version', 'v.terms', 'v.created_at'])
      .where('v.plan_id', '=', planId)
      .where('v.version', '=', Number(version))
      .executeTakeFirst()
    return (
      row && {
        planId: row.plan_id as PlanId,
        code: row.code,
        version: row.version,
        terms: row.terms as PlanTerms,
        createdAt: row.created_at,
      }
    )
  },
}

export async function getPlanVersion(ctx: Context, planId: string, version: number): Promise<PlanVersion> {
  const found = await ctx.caches.get(planVersions, reader(ctx), `${planId}/${version}`)
  if (!found) throw new Error(`plan version ${planId}/${version} is missing`)
  return found
}

export async function listPlanVersions(db: Db, planId: PlanId) {
  return db
    .selectFrom('plan_versions')
    .select(['version', 'terms', 'created_at'])
    .where('plan_id', '=', planId)
    .orderBy('version', 'desc')
    .execute()
}
