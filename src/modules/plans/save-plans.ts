import type { z } from 'zod'
import { findStore } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import { invalidate } from '#platform/caches.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, seller } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { insertRows, sqlState } from '#platform/db.ts'
import { invalidField, invalidRequest } from '#platform/errors.ts'
import type { PlanId } from '#platform/ids.ts'
import { newId } from '#platform/ids.ts'
import { planCodeTaken, planNotFound } from './errors.ts'
import { termsFaults } from './model.ts'
import type { Plan } from './queries.ts'
import { plansOfOrganisation } from './queries.ts'
import type { Attachment, PlanInput, PlanTerms } from './schemas.ts'

/** Makes a plan with its first version. */
export async function createPlan(ctx: Context, input: z.output<typeof PlanInput>): Promise<Plan> {
  const { organisationId } = seller(ctx)
  checkTerms(input.terms)
  await checkAttachments(ctx, input.attachments)
  const id = newId<'pln'>(0)
  const now = ctx.clock.now()
  try {
    return await write(ctx, async (tx) => {
      await insertRows(tx, 'plans', [
        {
          id,
          organisation_id: organisationId,
          code: input.code,
          name: input.terms.name.ja,
          current_version: 1,
          created_at: now,
        },
      ])
      await insertRows(tx, 'plan_versions', [
        { plan_id: id, version: 1, terms: input.terms, created_at: now },
      ])
      await saveAttachments(tx, id, input.attachments)
      await note(tx, ctx, id, null, { code: input.code, version: 1 })
      return {
        id,
        organisationId,
        code: input.code,
        version: 1,
        terms: input.terms,
        attachments: input.attachments,
        createdAt: now,
        withdrawnAt: null,
      }
    })
  } catch (error) {
    throw sqlState(error) === '23505' ? planCodeTaken(input.code) : error
  }
}

/** Adds a version. New sales use it; contracts keep the version that they were sold under. */
export function createPlanVersion(ctx: Context, code: string, terms: PlanTerms): Promise<Plan> {
  checkTerms(terms)
  return write(ctx, async (tx) => {
    const plan = await lockPlan(tx, ctx, code)
    const version = plan.current_version + 1
    await insertRows(tx, 'plan_versions', [{ plan_id: plan.id, version, terms, created_at: ctx.clock.now() }])
    await tx
      .updateTable('plans')
      .set({ current_version: version, name: terms.name.ja })
      .where('id', '=', plan.id)
      .execute()
    await note(tx, ctx, plan.id as PlanId, { version: plan.current_version }, { version })
    return current(tx, ctx, code)
  })
}

/** Says anew where a plan is offered. */
export async function setPlanAttachments(
  ctx: Context,
  code: string,
  attachments: Attachment[],
): Promise<Plan> {
  await checkAttachments(ctx, attachments)
  return write(ctx, async (tx) => {
    const plan = await lockPlan(tx, ctx, code)
    const before = await tx
      .selectFrom('plan_attachments')
      .select('rule')
      .where('plan_id', '=', plan.id)
      .orderBy('n')
      .execute()
    await tx.deleteFrom('plan_attachments').where('plan_id', '=', plan.id).execute()
    await saveAttachments(tx, plan.id as PlanId, attachments)
    await note(tx, ctx, plan.id as PlanId, { attachments: before.map((row) => row.rule) }, { attachments })
    return current(tx, ctx, code)
  })
}

/** Ends the sale of a plan; contracts sold before go on. */
export function withdrawPlan(ctx: Context, code: string): Promise<Plan> {
  return write(ctx, async (tx) => {
    const plan = await lockPlan(tx, ctx, code)
    const at = plan.withdrawn_at ?? ctx.clock.now()
    await tx.updateTable('plans').set({ withdrawn_at: at }).where('id', '=', plan.id).execute()
    await note(tx, ctx, plan.id as PlanId, { withdrawnAt: plan.withdrawn_at }, { withdrawnAt: at })
    return current(tx, ctx, code)
  })
}

async function write(ctx: Context, work: (tx: Tx) => Promise<Plan>): Promise<Plan> {
  const plan = await inTransaction(ctx, async (tx) => {
    const result = await work(tx)
    await invalidate(tx, plansOfOrganisation)
    return result
  })
  ctx.caches.drop(plansOfOrganisation.name)
  return plan
}

async function lockPlan(tx: Tx, ctx: Context, code: string) {
  const plan = await tx
    .selectFrom('plans')
    .selectAll()
    .where('organisation_id', '=', seller(ctx).organisationId)
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst()
  if (!plan) throw planNotFound(code)
  return plan
}

async function current(tx: Tx, ctx: Context, code: string): Promise<Plan> {
  const plans = await plansOfOrganisation.load(tx, seller(ctx).organisationId)
  const plan = plans?.find((p) => p.code === code)
  if (!plan) throw planNotFound(code)
  return plan
}

async function saveAttachments(tx: Tx, planId: PlanId, attachments: Attachment[]): Promise<void> {
  await insertRows(
    tx,
    'plan_attachments',
    attachments.map((rule, n) => ({ plan_id: planId, n, rule })),
  )
}

function checkTerms(terms: PlanTerms): void {
  const faults = termsFaults(terms)
  if (faults.length > 0) throw invalidRequest(faults)
}

async function checkAttachments(ctx: Context, attachments: Attachment[]): Promise<void> {
  for (const [i, { storeCode }] of attachments.entries()) {
    if (storeCode === null) continue
    const store = await findStore(ctx, storeCode)
    if (store?.organisationId !== seller(ctx).organisationId) {
      throw invalidField(
        `attachments[${i}].storeCode`,
        'store_not_yours',
        'must be a store of your organisation',
      )
    }
  }
}

async function note(tx: Tx, ctx: Context, id: PlanId, before: unknown, after: unknown): Promise<void> {
  await audit(tx, ctx, {
    bucket: 0,
    organisationId: seller(ctx).organisationId,
    entity: 'plan',
    entityId: id,
    before,
    after,
  })
}
