const ofKind = (kind: string) => `journal_id in (select id from journals where kind = '${kind}')`

/** What is broken in the books that `keepBooks` leaves, and the one check that must find it. */
export const breaksOfLedger: readonly [check: string, what: string, ...statements: string[]][] = [
  [
    'ledger journals',
    'a posting that is another',
    `update postings set amount = amount + 1 where account = 'provider_fees'`,
  ],
  ['ledger journals', 'a posting that is gone', `delete from postings where account = 'provider_fees'`],
  [
    'ledger journals',
    'two currencies',
    `update postings set currency = 'USD' where account = 'provider_fees'`,
  ],
  ['ledger floors', 'a balance that is another', `update floor_accounts set balance = balance + 1`],
  [
    'ledger floors',
    'a version left out',
    `update postings set version = 9 where version = 2`,
    `update floor_accounts set version = version`,
  ],
  [
    'ledger floors',
    'a balance after it that is another',
    `update postings set balance_after = 301 where version = 2`,
  ],
  [
    'ledger reversals',
    'a reversal that is another',
    `update postings set amount = amount * 2 where ${ofKind('fee.given_back')}`,
  ],
  [
    'ledger periods',
    'a total that is another',
    `update closed_periods set totals = jsonb_set(totals, '{0,debit}', '1')`,
  ],
  [
    'ledger periods',
    'a journal booked into a closed month',
    `update journals set booked_on = (select min(month) from closed_periods) where kind = 'fee.kept'`,
  ],
  ['ledger payouts', 'a payout that is another', `update payouts set amount = amount + 1`],
  ['ledger payouts', 'a payout that nobody confirmed', `update payout_runs set state = 'prepared'`],
  ['provider files', 'a fee that is another', `update provider_file_rows set fee = fee + 1 where booked`],
  ['provider files', 'a count that is another', `update provider_files set matched = matched + 1`],
]
