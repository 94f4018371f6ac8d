import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { bucketOf } from '#platform/ids.ts'
import { contactOf, staffEmailHash } from './contacts.ts'
import { signInCodeWrong } from './errors.ts'
import { guessCode } from './exchange-codes.ts'
import { pseudonym } from './one-time-codes.ts'
import type { StaffSession, StaffSignInInput } from './schemas.ts'
import { claimSignIn, dropSessions, removeSignInUser } from './sessions.ts'
import type { SignedIn } from './sign-in.ts'
import { findStaffByEmail, ownSessionView } from './staff.ts'

/** Signs a member of staff in to the console, up to the second factor. A right guess for an address that is nobody's is refused like a wrong one. */
export async function signInStaff(
  ctx: Context,
  { email, code }: z.output<typeof StaffSignInInput>,
  userAgent: string | undefined,
): Promise<SignedIn<z.input<typeof StaffSession>>> {
  const contact = contactOf({ email })
  const { userId, token } = await guessCode(ctx, pseudonym(ctx, 'staff', 'live', contact), code, userAgent)
  const signedIn = await inTransaction(ctx, async (tx) => {
    const staff = await findStaffByEmail(tx, staffEmailHash(ctx, email))
    if (!staff) {
      await removeSignInUser(tx, userId)
      return undefined
    }
    const othersEnded = await claimSignIn(tx, userId, token, { staffId: staff.id })
    const actor = {
      kind: 'staff' as const,
      staffId: staff.id,
      sessionId: '',
      organisationId: staff.organisationId,
      mode: staff.mode,
      scopes: new Set<never>(),
      storeIds: null,
      rateLimit: 0,
    }
    await audit(
      tx,
      { ...ctx, actor },
      {
        bucket: bucketOf(staff.id),
        organisationId: staff.organisationId,
        entity: 'staff',
        entityId: staff.id,
      },
    )
    return { view: await ownSessionView({ ...ctx, actor, tx }, 'asked'), othersEnded }
  })
  if (!signedIn) throw signInCodeWrong()
  if (signedIn.othersEnded) dropSessions(ctx)
  return { token, view: signedIn.view }
}
