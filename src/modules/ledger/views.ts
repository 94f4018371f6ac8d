import type { z } from 'zod'
import type { Store } from '#modules/identity/index.ts'
import { storesOf } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import type { StoreId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import { chart } from './chart.ts'
import type { AccountName } from './chart.ts'
import type { JournalWithPostings, Total } from './rows.ts'
import type { JournalView, Party, TotalView, TrialBalance } from './schemas.ts'

/** Prefixes of what journals are about. */
const prefixes: Record<string, string> = {
  settlement: 'stl',
  contract: 'ctr',
  claim: 'clm',
  purchase: 'pur',
  attempt: 'att',
  refund: 'rfd',
  account: 'pac',
  store: 'sto',
  payout: 'pyt',
  provider_file: 'pvf',
}
const partyPrefixes = { account: 'pac', store: 'sto', organisation: 'org' } as const

type Stores = ReadonlyMap<string, Store>

function partyView(stores: Stores, account: AccountName, partyId: string): z.input<typeof Party> {
  const kind = chart[account].party
  return {
    kind,
    id: publicId(partyPrefixes[kind], partyId),
    code: kind === 'store' ? (stores.get(partyId as StoreId)?.code ?? null) : null,
  }
}

export async function journalViews(
  ctx: Context,
  rows: readonly JournalWithPostings[],
): Promise<z.input<typeof JournalView>[]> {
  // Stores' accounts are those of the journal's own store.
  const stores = await storesOf(
    ctx,
    rows.flatMap((row) => row.store_id ?? []),
  )
  return rows.map((row) => ({
    id: publicId('jrn', row.id),
    kind: row.kind,
    key: row.key,
    storeCode: row.store_id && (stores.get(row.store_id)?.code ?? null),
    subject: { kind: row.subject_kind, id: publicId(prefixes[row.subject_kind] ?? 'sub', row.subject_id) },
    currency: row.postings[0]?.currency ?? '',
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    bookedOn: row.booked_on,
    reverses: row.reverses && publicId('jrn', row.reverses),
    postings: row.postings.map(({ account, party_id, amount }) => ({
      account,
      party: partyView(stores, account, party_id),
      amount,
    })),
  }))
}

/** A trial balance with its sums, which are equal on both sides. */
export async function totalViews(
  ctx: Context,
  totals: readonly Total[],
): Promise<Pick<z.input<typeof TrialBalance>, 'items' | 'sums'>> {
  const stores = await storesOf(
    ctx,
    totals.filter(({ account }) => chart[account].party === 'store').map(({ party_id }) => party_id),
  )
  const sums = new Map<string, { currency: string; debit: number; credit: number }>()
  const items = totals.map((total): z.input<typeof TotalView> => {
    const { account, currency, debit, credit } = total
    const sum = sums.get(currency) ?? { currency, debit: 0, credit: 0 }
    sums.set(currency, { currency, debit: sum.debit + debit, credit: sum.credit + credit })
    const { side } = chart[account]
    return {
      account,
      side,
      party: partyView(stores, account, total.party_id),
      currency,
      debit,
      credit,
      balance: side === 'debit' ? debit - credit : credit - debit,
    }
  })
  return { items, sums: [...sums.values()] }
}
