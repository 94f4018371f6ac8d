import type { z } from 'zod'
import type { Mode } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { invalidField } from '#platform/errors.ts'
import { bucketOfText } from '#platform/ids.ts'
import type { Recipient } from '#platform/messages.ts'
import { contactHashText, normalEmail, normalPhone } from './model.ts'
import type { ContactInput } from './schemas.ts'

/** A contact in its one spelling. @throws invalidField for a phone number that is none */
export function contactOf(input: z.output<typeof ContactInput>): Recipient {
  if ('email' in input) return { kind: 'email', value: normalEmail(input.email) }
  const value = normalPhone(input.phone)
  if (value === undefined)
    throw invalidField(
      'contact.phone',
      'invalid_phone',
      'must be a phone number such as 090-1234-5678 or +81…',
    )
  return { kind: 'phone', value }
}

/** Where a contact stands in `contact_keys`. */
export function contactKey(ctx: Context, mode: Mode, contact: Recipient): { hash: Buffer; bucket: number } {
  const hash = ctx.secrets.keyedHash('contact', contactHashText(mode, contact))
  return { hash, bucket: bucketOfText(hash.toString('hex')) }
}

export function staffEmailHash(ctx: Context, email: string): Buffer {
  return ctx.secrets.keyedHash('staff-email', normalEmail(email))
}
