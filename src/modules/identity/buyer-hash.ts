import type { Context } from '#platform/context.ts'
import { canonicalJson } from '#platform/text.ts'
import { normalEmail, normalPhone } from './model.ts'
import type { BuyerReport } from './resolve-buyers.ts'

/**
 * A keyed hash of a buyer as reported, in one spelling: two reports of one purchase are the same only if they name
 * the same buyer, and the ledger can say so without keeping the contact.
 */
export function buyerHash(ctx: Context, buyer: BuyerReport['buyer']): Buffer {
  const { email, phone, ...rest } = buyer
  const plain = {
    ...rest,
    ...(email === undefined ? {} : { email: normalEmail(email) }),
    ...(phone === undefined ? {} : { phone: normalPhone(phone) ?? phone }),
  }
  return ctx.secrets.keyedHash('buyer', canonicalJson(plain))
}
