import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { contactOf } from './contacts.ts'
import { sendCode } from './exchange-codes.ts'
import { pseudonym } from './one-time-codes.ts'
import type { SignInCodeInput } from './schemas.ts'

/** Sends a buyer a code; the answer is the same whether or not anybody is known by the contact. */
export function requestSignInCode(
  ctx: Context,
  { contact: input, mode, language }: z.output<typeof SignInCodeInput>,
) {
  const contact = contactOf(input)
  const address = pseudonym(ctx, 'buyer', mode, contact)
  return sendCode(ctx, { address, contact, known: true, mode, template: 'sign_in_code', language })
}
