import { getStoreById } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { dayIn } from '#platform/dates.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { OrganisationId, StoreId } from '#platform/ids.ts'
import type { Compared } from './compare-rows.ts'
import { feeOf, sharesOf } from './compare-rows.ts'
import type { Provider } from './known-payments.ts'
import { post } from './post.ts'
import type { PostingInput } from './post.ts'
import { balancesByStore, storeIdsOf } from './provider-queries.ts'
import type { ProviderFileId } from './rows.ts'

type File = { id: ProviderFileId; organisationId: OrganisationId; provider: Provider }
type Fees = { storeId: StoreId; currency: string; occurredAt: InstantText; fee: number }

/** Which account holds what a provider owes us until its payout. */
export const clearingOf = { stripe: 'clearing_stripe', paypay: 'clearing_paypay' } as const

/**
 * Posts what a file tells and we did not know: fees by store and day, and payouts of the provider. A row whose store
 * is not to be found becomes a difference.
 * @returns the rows with what was posted of them
 */
export async function bookRows(
  tx: Tx,
  ctx: Context,
  file: File,
  compared: readonly Compared[],
): Promise<(Compared & { storeId: StoreId | null })[]> {
  const stores = await storeIdsOf(tx, file.organisationId)
  const only = stores.length === 1 ? (stores[0] as StoreId) : null
  const placed = compared.map((one) => {
    const storeId = one.known?.storeId ?? (one.row.kind === 'fee' ? only : null)
    if (one.row.kind !== 'fee' || storeId !== null) return { ...one, storeId }
    return {
      ...one,
      storeId,
      books: false,
      outcome: one.outcome === 'matched' ? ('unknown_to_us' as const) : one.outcome,
    }
  })
  await bookFees(tx, ctx, file, placed)
  const booked: (Compared & { storeId: StoreId | null })[] = []
  for (const one of placed) {
    if (one.row.kind !== 'payout') booked.push({ ...one, books: one.books && one.storeId !== null })
    else if (!one.books) booked.push(one)
    else if (await bookPayout(tx, ctx, file, one, placed)) booked.push(one)
    else booked.push({ ...one, books: false, outcome: 'unknown_to_us' })
  }
  return booked
}

async function bookFees(
  tx: Tx,
  ctx: Context,
  file: File,
  placed: readonly (Compared & { storeId: StoreId | null })[],
): Promise<void> {
  const sums = new Map<string, Fees>()
  for (const { row, storeId, books } of placed) {
    if (!books || storeId === null || row.kind === 'payout') continue
    const { timeZone } = await getStoreById(ctx, storeId)
    const key = `${storeId}/${row.currency}/${dayIn(timeZone, row.occurredAt)}`
    const sum = sums.get(key)
    const { currency, occurredAt } = row
    sums.set(key, { storeId, currency, occurredAt, fee: (sum?.fee ?? 0) + feeOf(row) })
  }
  for (const [key, { storeId, currency, occurredAt, fee }] of sums) {
    if (fee === 0) continue
    await postOf(tx, ctx, file, {
      kind: 'provider.fees',
      key: `fees/${key}`,
      storeId,
      currency,
      occurredAt,
      postings: [
        { account: 'provider_fees', partyId: storeId, amount: fee },
        { account: clearingOf[file.provider], partyId: storeId, amount: -fee },
      ],
    })
  }
}

/** One journal for each store that a payout is made of. @returns false where nobody's money is found */
async function bookPayout(
  tx: Tx,
  ctx: Context,
  file: File,
  { row }: Compared,
  placed: readonly (Compared & { storeId: StoreId | null })[],
): Promise<boolean> {
  const clearing = clearingOf[file.provider]
  const paid = -row.amount
  const shares = sharesOf(
    paid,
    netOf(placed, row.currency),
    await balancesByStore(tx, file.organisationId, clearing, row.currency),
  )
  if (!shares) return false
  let fee = row.fee
  for (const [storeId, share] of shares) {
    if (share === 0) continue
    // The provider's fee for the payout itself is borne by the first store that has enough.
    const own = Math.min(fee, share)
    fee -= own
    await postOf(tx, ctx, file, {
      kind: 'provider.payout',
      key: `payout/${row.providerRef}/${storeId}`,
      storeId,
      currency: row.currency,
      occurredAt: row.occurredAt,
      postings: [
        { account: 'bank_account', partyId: file.organisationId, amount: share - own },
        { account: 'provider_fees', partyId: storeId, amount: own },
        { account: clearing, partyId: storeId, amount: -share },
      ],
    })
  }
  return true
}

/** What the payments of a file come to, by store, where it holds one payout alone. */
function netOf(
  placed: readonly (Compared & { storeId: StoreId | null })[],
  currency: string,
): Map<StoreId, number> {
  const nets = new Map<StoreId, number>()
  const own = placed.filter(({ row, outcome }) => row.currency === currency && outcome !== 'missing_in_file')
  if (own.filter(({ row }) => row.kind === 'payout').length > 1) return nets
  for (const { row, storeId, books } of own) {
    if (row.kind === 'payout' || storeId === null || !books) continue
    const gross = row.kind === 'fee' ? 0 : row.amount
    nets.set(storeId, (nets.get(storeId) ?? 0) + gross - feeOf(row))
  }
  return nets
}

async function postOf(
  tx: Tx,
  ctx: Context,
  file: File,
  journal: {
    kind: string
    key: string
    storeId: StoreId
    currency: string
    occurredAt: InstantText
    postings: readonly PostingInput[]
  },
): Promise<void> {
  const { timeZone } = await getStoreById(ctx, journal.storeId)
  await post(tx, ctx, {
    ...journal,
    key: `provider-file/${file.id}/${journal.key}`,
    organisationId: file.organisationId,
    timeZone,
    subject: { kind: 'provider_file', id: file.id },
  })
}
