import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { bucketOf, newId } from '#platform/ids.ts'
import { post } from '#modules/ledger/index.ts'
import type { JournalInput, Posted, PostingInput } from '#modules/ledger/index.ts'
import { unique } from './people.ts'
import type { Shop } from './product.ts'

export type Books = ReturnType<typeof booksOf>
type Line = [account: PostingInput['account'], amount: number, partyId?: string]

/** Posts journals of a shop, debits positive; the party is the store unless another is given. */
export function booksOf(ctx: Context, shop: Pick<Shop, 'organisation' | 'store'>) {
  const { organisation, store } = shop
  const journal = (lines: readonly Line[], more: Partial<JournalInput> = {}): JournalInput => ({
    kind: 'sale',
    key: unique('test'),
    organisationId: organisation.id,
    storeId: store.id,
    timeZone: store.timeZone,
    currency: 'JPY',
    occurredAt: '2026-11-20T01:00:00Z',
    subject: { kind: 'settlement', id: newId(bucketOf(organisation.id)) },
    postings: lines.map(([account, amount, partyId = store.id]) => ({ account, partyId, amount })),
    ...more,
  })
  const write = (lines: readonly Line[], more: Partial<JournalInput> = {}): Promise<Posted> =>
    inTransaction(ctx, (tx) => post(tx, ctx, journal(lines, more)))
  return {
    journal,
    write,
    /** A sale that was paid by a provider, in cash, or by a coupon of another organisation. */
    sale: (amount: number, on = '2026-11-20', by: PostingInput['account'] = 'clearing_stripe') =>
      write(
        [
          [by, amount, by === 'sponsor_receivable' ? organisation.id : store.id],
          ['store_payable', -amount],
        ],
        { occurredAt: `${on}T01:00:00Z` },
      ),
  }
}
