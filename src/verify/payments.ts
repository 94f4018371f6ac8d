import { sql } from 'kysely'
import type { Check } from './check.ts'
import { sqlCheck } from './check.ts'

export const paymentStates = sqlCheck(
  'payment states',
  'a payment that is over waits for no answer, one that is not does; captured means what was asked',
  sql`select count(*) from payment_attempts`,
  sql`select format('payment %s: %s, with %s of %s captured', id, state, captured, amount) as fault
    from payment_attempts
    where (check_at is null) <> (state in ('captured', 'failed', 'cancelled', 'expired', 'conflicted'))
      or (state = 'captured' and captured <> amount)
      or (state not in ('captured', 'conflicted') and captured <> 0)`,
)

export const paymentRefunds = sqlCheck(
  'payment refunds',
  'what was given back of a payment is what its refunds say, and never more than was captured',
  sql`select count(*) from payment_attempts where captured > 0`,
  sql`select format('payment %s: %s given back of %s, by refunds of %s', a.id, a.refunded, a.captured, coalesce(r.sum, 0)) as fault
    from payment_attempts a
    left join (select bucket, attempt_id, sum(amount) as sum from payment_refunds where state <> 'failed' group by 1, 2) r
      on r.bucket = a.bucket and r.attempt_id = a.id
    where a.refunded <> coalesce(r.sum, 0) or a.refunded > a.captured`,
)

export const paymentDeposits = sqlCheck(
  'payment deposits',
  'what is on deposit is on an account of ours, not below zero, and the bank booked each payment from one once',
  sql`select count(*) from floor_accounts where account = 'buyer_deposit'`,
  sql`select format('deposit %s: %s %s on no account of ours', f.party_id, f.balance, f.currency) as fault
    from floor_accounts f
    where f.account = 'buyer_deposit' and (f.balance < 0 or not exists (select from payment_accounts a
      where a.bucket = f.bucket and a.id = f.party_id and a.kind = 'deposit' and a.currency = f.currency))
    union all
    select format('payment %s: %s taken, %s booked', s.attempt_id, s.captured, coalesce(p.sum, 0))
    from sandbox_payments s
    left join (select j.key, sum(p.amount) as sum from journals j
        join postings p on p.bucket = j.bucket and p.journal_id = j.id and p.account = 'buyer_deposit'
        where j.kind = 'bank.debit' group by 1) p on p.key = 'bank/' || s.attempt_id
    where s.tender = 'account' and s.captured <> coalesce(p.sum, 0)`,
)

const longestWaitDays = 7

/** One that waits has lost its job: the provider's sending it again brings another. */
export const paymentMessages: Check = {
  name: 'payment messages',
  rule: `what a provider sent is worked on within ${longestWaitDays} days`,
  look(db, ctx) {
    const before = Temporal.Instant.from(ctx.clock.now())
      .subtract({ hours: 24 * longestWaitDays })
      .toString()
    return sqlCheck(
      this.name,
      this.rule,
      sql`select count(*) from provider_events`,
      sql`select format('message %s of %s waits since %s', event_id, source, received_at) as fault
        from provider_events where done_at is null and received_at < ${before}`,
    ).look(db, ctx)
  },
}
