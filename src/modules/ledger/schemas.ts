import { z } from 'zod'
import { StoreCode } from '#modules/identity/index.ts'
import { DayText, InstantOutput } from '#platform/dates.ts'
import { Currency } from '#platform/money.ts'
import { PageQuery, pageOf } from '#platform/paging.ts'
import { idText } from '#platform/text.ts'
import { chart } from './chart.ts'
import type { AccountName } from './chart.ts'

const accounts = Object.keys(chart) as [AccountName, ...AccountName[]]
export const Account = z.enum(accounts).meta({ id: 'LedgerAccountName' })
export const Side = z.enum(['debit', 'credit']).meta({ id: 'LedgerSide' })
const PartyKind = z.enum(['account', 'store', 'organisation'])

export const ChartView = z
  .object({ accounts: z.array(z.object({ account: Account, side: Side, party: PartyKind })) })
  .meta({ id: 'LedgerChart' })

/** Whose account it is. */
export const Party = z
  .object({
    kind: PartyKind,
    id: z.string().meta({ description: 'Public id of the store, organisation or account' }),
    code: StoreCode.nullable().meta({ description: 'Of a store of the own organisation' }),
  })
  .meta({ id: 'LedgerParty' })
export const PostingView = z
  .object({
    account: Account,
    party: Party,
    amount: z.int().meta({ description: 'Minor units: debits positive, credits negative' }),
  })
  .meta({ id: 'Posting' })
export const JournalView = z
  .object({
    id: idText('jrn'),
    kind: z.string(),
    key: z.string(),
    storeCode: StoreCode.nullable(),
    subject: z.object({ kind: z.string(), id: z.string() }),
    currency: z.string(),
    occurredAt: InstantOutput,
    recordedAt: InstantOutput,
    bookedOn: DayText,
    reverses: idText('jrn').nullable(),
    postings: z.array(PostingView),
  })
  .meta({ id: 'Journal' })
export const JournalPage = pageOf(JournalView, 'JournalPage')
export const JournalParams = z.object({ journalId: idText('jrn') })

const subjectId = z
  .string()
  .regex(/^[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}$/, 'must be an id such as stl_01jd…')
  .meta({ description: 'Public id of what the journal is about: a settlement, a contract, a claim …' })
export const JournalQuery = z.object({
  ...PageQuery.shape,
  kind: z
    .string()
    .regex(/^[a-z][a-z_.-]{0,59}$/, 'must be a kind of journal such as sale')
    .optional(),
  account: Account.optional(),
  storeCode: StoreCode.optional(),
  subject: subjectId.optional(),
  from: DayText.optional().meta({ description: 'First day on which it counts' }),
  to: DayText.optional().meta({ description: 'Last day on which it counts' }),
})

export const BalanceQuery = z.object({
  on: DayText.optional().meta({ description: 'At the end of this day; of all journals unless said' }),
})
export const TotalView = z
  .object({
    account: Account,
    side: Side,
    party: Party,
    currency: z.string(),
    debit: z.int(),
    credit: z.int(),
    balance: z.int().meta({ description: 'On the side on which the account normally stands' }),
  })
  .meta({ id: 'LedgerTotal' })
/** Debits equal credits in each currency. */
export const TrialBalance = z
  .object({
    on: DayText.nullable(),
    items: z.array(TotalView),
    sums: z.array(z.object({ currency: Currency, debit: z.int(), credit: z.int() })),
  })
  .meta({ id: 'TrialBalance' })

export const Month = z
  .string()
  .regex(/^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')
  .meta({ examples: ['2026-11'] })
export const PeriodParams = z.object({ month: Month })
export const PeriodView = z
  .object({
    month: Month,
    state: z.enum(['open', 'closed']),
    ended: z.boolean().meta({ description: 'The month is over in the zone of every store' }),
    closedAt: InstantOutput.nullable(),
  })
  .meta({ id: 'Period' })
export const PeriodPage = pageOf(PeriodView, 'PeriodPage')
export const PeriodTotals = z
  .object({ period: PeriodView, items: TrialBalance.shape.items, sums: TrialBalance.shape.sums })
  .meta({ id: 'PeriodTotals' })

export const ExportQuery = z.object({
  format: z.enum(['hledger', 'beancount']),
  from: DayText.optional().meta({ description: 'First day on which journals count' }),
  to: DayText.optional().meta({ description: 'Last day on which journals count' }),
})
