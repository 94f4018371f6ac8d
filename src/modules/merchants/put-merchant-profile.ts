import type { Store } from '#modules/identity/index.ts'
import { actingStore, organisationNow } from '#modules/identity/index.ts'
import { audit } from '#platform/audit.ts'
import { invalidate } from '#platform/caches.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { dayIn } from '#platform/dates.ts'
import { bucketOf } from '#platform/ids.ts'
import {
  profileChanged,
  profileNotPossibleAbroad,
  providerKeysOfOtherMode,
  sandboxProviderInLive,
} from './errors.ts'
import { changesHistory, inOrder } from './model.ts'
import type { ProfileRow } from './queries.ts'
import { lockProfile, profilesByStore } from './queries.ts'
import { MerchantProfile } from './schemas.ts'
import type { MerchantProfileInput } from './schemas.ts'
import type { StoredKeys } from './sealed.ts'
import { openKeys, sealAccount, sealKeys } from './sealed.ts'
import { insertProfile, updateProfile } from './writes.ts'

/**
 * Says what a store is as a merchant. Whoever wrote a version last wins only over what they have seen. A status may
 * begin in the past: settlements keep the one that they were made under.
 * @throws storeNotFound, storeNotYours, profileChanged, profileNotPossibleAbroad, sandboxProviderInLive,
 *   providerKeysOfOtherMode
 */
export async function putMerchantProfile(
  ctx: Context,
  storeCode: string,
  input: MerchantProfileInput,
): Promise<{ store: Store; row: ProfileRow }> {
  const store = await actingStore(ctx, storeCode)
  if (store.taxRegime === 'none') throw profileNotPossibleAbroad(storeCode)
  refuseOtherMode(store.mode, input)
  const today = dayIn(store.timeZone, await organisationNow(ctx, store.organisationId))
  const row = await inTransaction(ctx, async (tx) => {
    const before = await lockProfile(tx, store.id)
    if ((before?.version ?? 0) !== input.version) throw profileChanged(before?.version ?? 0)
    const after = nextRow(ctx, store, before, input)
    if (before) await updateProfile(tx, store.id, after)
    else if (!(await insertProfile(tx, store.id, store.organisationId, after))) throw profileChanged(1)
    await invalidate(tx, profilesByStore)
    await audit(tx, ctx, {
      bucket: bucketOf(store.id),
      organisationId: store.organisationId,
      entity: 'merchant_profile',
      entityId: store.code,
      before: before && auditOf(ctx, store, before),
      after: {
        ...auditOf(ctx, store, after),
        payoutAccountChanged: input.payoutAccount !== undefined,
        providersChanged: Object.keys(input.providers ?? {}),
        changesHistory: before !== undefined && changesHistory(before.profile.tax, after.profile.tax, today),
      },
    })
    return after
  })
  ctx.caches.drop(profilesByStore.name)
  return { store, row }
}

function nextRow(
  ctx: Context,
  { id }: Store,
  before: ProfileRow | undefined,
  input: MerchantProfileInput,
): ProfileRow {
  const { version, payoutAccount, providers, ...profile } = input
  const keptAccount = before?.payoutAccountSealed ?? null
  const sealedAccount = payoutAccount && sealAccount(ctx.secrets, id, payoutAccount)
  const keys = openKeys(ctx.secrets, id, before?.providerKeysSealed ?? null)
  return {
    profile: MerchantProfile.parse({ ...profile, tax: inOrder(profile.tax) }),
    payoutAccountSealed: sealedAccount === undefined ? keptAccount : sealedAccount,
    providerKeysSealed:
      providers === undefined
        ? (before?.providerKeysSealed ?? null)
        : sealKeys(ctx.secrets, id, withKeys(keys, providers)),
    version: version + 1,
    updatedAt: ctx.clock.now(),
  }
}

function withKeys(keys: StoredKeys, given: NonNullable<MerchantProfileInput['providers']>): StoredKeys {
  const next = { ...keys }
  for (const provider of ['stripe', 'paypay'] as const) {
    const own = given[provider]
    if (own === null) delete next[provider]
    else if (own) next[provider] = own
  }
  return next
}

/** Live takes no money by the sandbox, and neither takes the keys of the other. */
function refuseOtherMode(mode: Store['mode'], input: MerchantProfileInput): void {
  for (const field of ['cardProvider', 'qrProvider'] as const)
    if (mode === 'live' && input[field] === 'sandbox') throw sandboxProviderInLive(field)
  const { secretKey, publishableKey } = input.providers?.stripe ?? {}
  for (const [field, key] of Object.entries({ secretKey, publishableKey }))
    if (key !== undefined && !key.includes(`_${mode}_`))
      throw providerKeysOfOtherMode(`providers.stripe.${field}`, mode)
}

/** No secret and nothing of the account stands in the audit. */
function auditOf(ctx: Context, { id }: Store, row: ProfileRow) {
  return {
    ...row.profile,
    version: row.version,
    payoutAccount: row.payoutAccountSealed !== null,
    providers: Object.keys(openKeys(ctx.secrets, id, row.providerKeysSealed)),
  }
}
