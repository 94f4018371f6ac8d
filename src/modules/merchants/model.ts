import type { TaxProfile } from '#modules/tax/index.ts'
import { hasCheckDigit } from '#modules/tax/index.ts'
import type { Day } from '#platform/dates.ts'
import type { MerchantProfile } from './schemas.ts'
import type { StoredKeys } from './sealed.ts'

/** Something that was taken as it is but should be looked at. */
export type Warning = { field: string; code: string; message: string }

/** Entries in the order of their days, which is how they are stored. */
export function inOrder(tax: readonly TaxProfile[]): TaxProfile[] {
  return tax.toSorted((a, b) => (a.from < b.from ? -1 : 1))
}

/** What a person should look at again: nothing of it stands in the way of a settlement. */
export function warningsOf(profile: MerchantProfile, keys: StoredKeys): Warning[] {
  const digits = profile.tax.flatMap((one, i) =>
    one.status === 'registered' && !hasCheckDigit(one.registrationNumber)
      ? [
          {
            field: `tax[${i}].registrationNumber`,
            code: 'wrong_check_digit',
            message: 'the first digit does not check the others, which it need not for an individual',
          },
        ]
      : [],
  )
  const missing = (['cardProvider', 'qrProvider'] as const).flatMap((field) => {
    const provider = profile[field]
    return provider === null || provider === 'sandbox' || keys[provider]
      ? []
      : [{ field, code: 'provider_keys_missing', message: `no keys of ${provider} are stored` }]
  })
  return [...digits, ...missing]
}

/** True where what the merchant was on a day that is over is not what it is said to have been now. */
export function changesHistory(
  before: readonly TaxProfile[],
  after: readonly TaxProfile[],
  today: Day,
): boolean {
  const past = (entries: readonly TaxProfile[]) => JSON.stringify(entries.filter(({ from }) => from < today))
  return past(before) !== past(after)
}
