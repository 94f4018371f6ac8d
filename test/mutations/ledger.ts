import { mutationsOf } from './mutation.ts'

export const ledger = [
  ...mutationsOf(
    'src/modules/ledger/model.ts',
    ['src/modules/ledger/post.test.ts'],
    [
      ['what is debited is credited', 'if (sum !== 0)', 'if (sum > 1_000_000)'],
      ['an account of a store is the journal’s own store’s', 'partyId === journal.storeId', 'true'],
      ['the bank’s journals lie in one bucket', 'if (buckets.size !== 1)', 'if (buckets.size === 0)'],
    ],
  ),
  ...mutationsOf(
    'src/modules/ledger/post.ts',
    ['src/modules/ledger/post.test.ts'],
    [
      ['a key stands for its postings', 'if (!samePostings(', 'if (false && !samePostings('],
      ['a reversal mirrors', 'amount: -posting.amount', 'amount: posting.amount'],
      ['a closed month takes nothing', 'row.booked_on < openFrom', 'row.booked_on > openFrom'],
    ],
  ),
  ...mutationsOf(
    'src/modules/ledger/writes.ts',
    ['src/modules/ledger/post.test.ts', 'src/modules/ledger/routes.test.ts'],
    [
      ['an account stays above its floor', 'bool_and(balance >= 0)', 'bool_and(balance >= -1000000)'],
      ['each move counts one on', 'f.version + 1 as version', 'f.version + 2 as version'],
      ['a closing waits for posts in flight', 'in share mode', 'in access share mode'],
    ],
  ),
  ...mutationsOf(
    'src/modules/ledger/payout-model.ts',
    ['src/modules/ledger/payouts.test.ts'],
    [
      ['below zero nothing is paid', 'amount: Math.max(0, due)', 'amount: Math.abs(due)'],
      ['what is below zero is carried', 'carried_out: Math.min(0, due)', 'carried_out: 0'],
    ],
  ),
  ...mutationsOf(
    'src/modules/ledger/compare-rows.ts',
    ['src/modules/ledger/reconcile.test.ts'],
    [
      ['a movement is posted once', '!doubled && !booked.has(key)', 'true'],
      ['amounts are compared', 'if (row.amount !== amount ||', 'if ('],
    ],
  ),
]
