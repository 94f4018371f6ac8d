import type { components } from '#api/schema.d.ts'
import type { Input } from './input.ts'

type Profile = components['schemas']['MerchantProfileView']

/** What a store is on a day, as the calculator asks for it; nothing before its first entry. */
export function profileOn(
  profile: Profile,
  day: string,
): Pick<Input, 'taxStatus' | 'rounding' | 'priceBasis'> | undefined {
  const entry = profile.tax.filter(({ from }) => from <= day).at(-1)
  if (!entry) return undefined
  return { taxStatus: entry.status, rounding: entry.rounding ?? 'floor', priceBasis: profile.priceBasis }
}
