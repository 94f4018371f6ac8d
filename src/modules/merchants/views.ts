import type { z } from 'zod'
import type { Secrets } from '#platform/secrets.ts'
import { warningsOf } from './model.ts'
import type { ProfileRow } from './queries.ts'
import type { MerchantProfileView } from './schemas.ts'
import { openAccount, openKeys } from './sealed.ts'

/** A profile as its seller sees it: of secrets, that they are there and how they end. */
export function profileView(
  secrets: Secrets,
  storeId: string,
  row: ProfileRow,
): z.input<typeof MerchantProfileView> {
  const keys = openKeys(secrets, storeId, row.providerKeysSealed)
  const account = row.payoutAccountSealed && openAccount(secrets, storeId, row.payoutAccountSealed)
  return {
    ...row.profile,
    tax: row.profile.tax.map((one) => ({
      status: one.status,
      from: one.from,
      rounding: one.status === 'exempt' ? null : one.rounding,
      registrationNumber: one.status === 'registered' ? one.registrationNumber : null,
    })),
    payoutAccount: account && { hint: account.number.slice(-4) },
    providers: { stripe: hintOf(keys.stripe?.['secretKey']), paypay: hintOf(keys.paypay?.['apiKey']) },
    version: row.version,
    updatedAt: row.updatedAt,
    warnings: warningsOf(row.profile, keys),
  }
}

function hintOf(secret: string | undefined) {
  return { configured: secret !== undefined, hint: secret?.slice(-4) ?? null }
}
