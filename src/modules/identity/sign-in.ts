import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { BuyerActor } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { bucketOf } from '#platform/ids.ts'
import { contactOf } from './contacts.ts'
import { guessCode } from './exchange-codes.ts'
import { pseudonym } from './one-time-codes.ts'
import { personView } from './people.ts'
import { personOfContact } from './prove-contact.ts'
import type { PersonView, SignInInput } from './schemas.ts'
import { claimSignIn, dropSessions } from './sessions.ts'

export type SignedIn<V> = { token: string; view: V }

/**
 * Signs a buyer in with a contact and the code that was sent to it; a first sign-in proves the contact.
 * The code is spent before the transaction: when that fails the code is gone, and nothing else happened.
 */
export async function signIn(
  ctx: Context,
  input: z.output<typeof SignInInput>,
  userAgent: string | undefined,
): Promise<SignedIn<z.input<typeof PersonView>>> {
  const contact = contactOf(input.contact)
  const { userId, token } = await guessCode(
    ctx,
    pseudonym(ctx, 'buyer', input.mode, contact),
    input.code,
    userAgent,
  )
  const { view, othersEnded } = await inTransaction(ctx, async (tx) => {
    const purchaserId = await personOfContact(tx, ctx, input.mode, contact)
    const othersEnded = await claimSignIn(tx, userId, token, { purchaserId })
    const actor: BuyerActor = {
      kind: 'buyer',
      purchaserId,
      identities: [purchaserId],
      mode: input.mode,
      sessionId: '',
    }
    await audit(
      tx,
      { ...ctx, actor },
      { bucket: bucketOf(purchaserId), organisationId: null, entity: 'purchaser', entityId: purchaserId },
    )
    return { view: await personView(tx, ctx, purchaserId), othersEnded }
  })
  if (othersEnded) dropSessions(ctx)
  return { token, view }
}
