import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import { newNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import { buyer, inTransaction } from '#platform/context.ts'
import { invalidField } from '#platform/errors.ts'
import type { AccountId } from '#platform/ids.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import { insertAccount } from './account-writes.ts'
import { accountKindUnknown, testModeOnly } from './errors.ts'
import { findProvider } from './providers/index.ts'
import type { AccountInput } from './schemas.ts'

/**
 * Opens an account to pay from: a deposit at the sandbox bank, or a card that a provider keeps.
 * @throws Problem `test_mode_only`, `account_kind_unknown`
 */
export function openAccount(ctx: Context, input: z.output<typeof AccountInput>): Promise<AccountId> {
  const { purchaserId, mode } = buyer(ctx)
  const { kind, provider, token, currency, label } = input
  const tender = kind === 'deposit' ? 'account' : 'card'
  const offered = findProvider(provider)?.tenders.includes(tender)
  if (!offered || (kind === 'deposit' && provider !== 'sandbox')) throw accountKindUnknown(provider, kind)
  if (provider === 'sandbox' && mode !== 'test') throw testModeOnly()
  checkToken(kind, token)
  return inTransaction(ctx, async (tx) => {
    const bucket = bucketOf(purchaserId)
    const id = newId<'pac'>(bucket)
    const at = ctx.clock.now()
    await insertAccount(tx, {
      bucket,
      id,
      purchaser_id: purchaserId,
      kind,
      provider,
      currency,
      identifier: newNumber(bucket),
      token_sealed: token === undefined ? null : ctx.secrets.seal(token, id),
      label,
      created_at: at,
      chosen_at: null,
      closed_at: null,
    })
    await audit(tx, ctx, {
      bucket,
      organisationId: null,
      entity: 'payment_account',
      entityId: id,
      after: { kind, provider, currency },
    })
    return id
  })
}

function checkToken(kind: string, token: string | undefined): void {
  if (kind === 'deposit' && token !== undefined)
    throw invalidField('token', 'token_not_expected', 'a deposit account has none')
  if (kind === 'card' && token === undefined)
    throw invalidField('token', 'token_required', 'is needed: the token that the provider made of the card')
  if (/^(?:\d[ -]?){12,19}$/.test(token ?? ''))
    throw invalidField('token', 'card_number_refused', 'must be a token: card numbers are not taken here')
}
