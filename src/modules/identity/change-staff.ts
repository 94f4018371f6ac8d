import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction, seller } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { forbidden, notFound } from '#platform/errors.ts'
import type { StaffId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { lastOwner } from './errors.ts'
import { actsForStores, mustHave, storesToGive } from './limits-of-actors.ts'
import { scopesOf } from './model.ts'
import { getOrganisation } from './organisations.ts'
import type { StaffPatch } from './schemas.ts'
import { setStaffDetails } from './seller-writes.ts'
import { dropSessions, invalidateSessions } from './sessions.ts'
import type { StaffRow } from './staff.ts'
import { lockStaff } from './staff.ts'

/** Changes name, role or stores; sessions that are open follow at once. @throws lastOwner, scopeNotYours, forbidden, storeNotFound, storeNotYours */
export async function changeStaff(
  ctx: Context,
  id: StaffId,
  patch: z.output<typeof StaffPatch>,
): Promise<StaffRow> {
  const storeIds = patch.storeCodes === undefined ? undefined : await storesToGive(ctx, patch.storeCodes)
  const changed = await inTransaction(ctx, async (tx) => {
    const { row, others } = await lockOther(tx, ctx, id)
    const next = {
      name: patch.name ?? row.name,
      role: patch.role ?? row.role,
      storeIds: storeIds === undefined ? row.storeIds : storeIds,
    }
    const { kind } = await getOrganisation({ ...ctx, tx }, row.organisationId)
    mustHave(ctx, scopesOf(next.role, kind))
    if (isOwner(row) && !isOwner(next) && !others.some(isOwner)) throw lastOwner()
    await setStaffDetails(tx, id, next)
    await invalidateSessions(tx)
    await audit(tx, ctx, {
      bucket: bucketOf(id),
      organisationId: row.organisationId,
      entity: 'staff',
      entityId: id,
      before: { role: row.role, storeIds: row.storeIds },
      after: { role: next.role, storeIds: next.storeIds },
    })
    return { ...row, ...next }
  })
  dropSessions(ctx)
  return changed
}

/** An owner of the whole organisation, which must not be without one. */
export function isOwner(row: Pick<StaffRow, 'role' | 'storeIds'>): boolean {
  return row.role === 'owner' && row.storeIds === null
}

/** A member of staff over whom the caller has power, and all the others. @throws notFound, forbidden, scopeNotYours */
export async function lockOther(
  tx: Tx,
  ctx: Context,
  id: StaffId,
): Promise<{ row: StaffRow; others: StaffRow[] }> {
  const { organisationId } = seller(ctx)
  const all = await lockStaff(tx, organisationId)
  const row = all.find((one) => one.id === id)
  if (!row) throw notFound('such member of staff')
  if (!actsForStores(ctx, row.storeIds))
    throw forbidden('This person acts for stores that you do not act for.')
  const { kind } = await getOrganisation({ ...ctx, tx }, organisationId)
  mustHave(ctx, scopesOf(row.role, kind))
  return { row, others: all.filter((one) => one.id !== id) }
}
