import type { Organisation } from '#modules/identity/index.ts'
import { getStore, storeNotYours } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { invalidField } from '#platform/errors.ts'
import type { CouponTerms } from './schemas.ts'

/**
 * What a schema cannot say of a coupon's terms.
 * @throws Problem `invalid_request` with the field, `store_not_found`, `store_not_yours`
 */
export async function checkTerms(
  ctx: Context,
  owner: Pick<Organisation, 'id' | 'kind' | 'mode'>,
  currency: string,
  terms: CouponTerms,
): Promise<void> {
  const { funder, sponsor, firstDay, lastDay, scope } = terms
  if ((funder === 'third_party') !== (sponsor !== null))
    throw invalidField(
      'terms.sponsor',
      'wrong_sponsor',
      'must be named where a third party funds the coupon, and nowhere else',
    )
  if (funder === 'platform' && owner.kind !== 'platform')
    throw invalidField('terms.funder', 'wrong_funder', 'only the platform makes coupons that it pays for')
  if (firstDay !== null && lastDay !== null && lastDay < firstDay)
    throw invalidField('terms.lastDay', 'ends_before_it_begins', 'must not be before the first day')
  for (const [i, code] of (scope.storeCodes ?? []).entries()) {
    const field = `terms.scope.storeCodes[${i}]`
    const store = await getStore(ctx, code)
    const own = store.organisationId === owner.id || owner.kind === 'platform'
    if (!own || store.mode !== owner.mode) throw storeNotYours(code)
    if (store.currency !== currency)
      throw invalidField(field, 'other_currency', `the store ${code} sells in ${store.currency}`)
  }
}
