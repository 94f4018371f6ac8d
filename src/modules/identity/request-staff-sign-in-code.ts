import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { contactOf, staffEmailHash } from './contacts.ts'
import { sendCode } from './exchange-codes.ts'
import { pseudonym } from './one-time-codes.ts'
import type { StaffSignInCodeInput } from './schemas.ts'
import { findStaffByEmail } from './staff.ts'

/** Sends a member of staff a code. A stranger's address gets the same answer, after the same work, and no mail. */
export async function requestStaffSignInCode(
  ctx: Context,
  { email, language }: z.output<typeof StaffSignInCodeInput>,
) {
  const contact = contactOf({ email })
  const staff = await findStaffByEmail(ctx.db, staffEmailHash(ctx, email))
  const address = pseudonym(ctx, 'staff', 'live', contact)
  return sendCode(ctx, {
    address,
    contact,
    known: staff !== undefined,
    mode: staff?.mode ?? 'live',
    template: 'staff_sign_in_code',
    language,
  })
}
