import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { bucketOf } from '#platform/ids.ts'
import { setSecret } from './factor-writes.ts'
import { factorContext, listTestFactors } from './factors.ts'
import { getOrganisation } from './organisations.ts'
import type { TestSecondFactorPage } from './second-factor-schemas.ts'
import { lockStaff } from './staff.ts'
import { codeOfStep, newSecret, stepAt } from './totp.ts'

const mostShown = 100

/** Gives everybody of a test organisation a second factor, whose codes the mailbox page shows: for the demo. */
export async function enrolTestStaff(ctx: Context, organisationId: OrganisationId): Promise<void> {
  const { mode } = await getOrganisation(ctx, organisationId)
  if (mode !== 'test') throw new Error('only people of test organisations are enrolled without their device')
  await inTransaction(ctx, async (tx) => {
    const now = ctx.clock.now()
    for (const { id } of await lockStaff(tx, organisationId)) {
      const sealed = ctx.secrets.seal(newSecret(), factorContext(id))
      await setSecret(tx, id, { sealed, step: 0, at: now })
      await audit(tx, ctx, {
        bucket: bucketOf(id),
        organisationId,
        entity: 'staff_factor',
        entityId: id,
        after: { enrolledAt: now },
      })
    }
  })
}

/**
 * The codes that devices of test organisations' people would show: what the mailbox is to mail. A code that was
 * used is followed by the next one, which a clock may be ahead by.
 * @throws notFound in production
 */
export async function listTestSecondFactors(ctx: Context): Promise<z.input<typeof TestSecondFactorPage>> {
  if (ctx.config.MAMORI_ENV === 'production') throw notFound('such address')
  const current = stepAt(ctx.clock.now())
  const rows = await listTestFactors(ctx, mostShown)
  const items = rows.map(({ id, name, organisation, emailSealed, sealed, lastStep }) => {
    const secret = ctx.secrets.open(sealed, factorContext(id)).toString()
    const email = ctx.secrets.open(emailSealed, id).toString()
    return { email, name, organisation, code: codeOfStep(secret, Math.max(current, lastStep + 1)) }
  })
  return { items, nextCursor: null }
}
