import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { Day } from '#platform/dates.ts'
import { readableBooks } from './access.ts'
import { sumPostings } from './queries.ts'
import type { TrialBalance } from './schemas.ts'
import { totalViews } from './views.ts'

/** Debits, credits and balance of every account and party, at the end of a day or of all that is booked. */
export async function getBalances(ctx: Context, on: Day | undefined): Promise<z.input<typeof TrialBalance>> {
  const totals = await sumPostings(reader(ctx), { ...readableBooks(ctx), to: on })
  return { on: on ?? null, ...(await totalViews(ctx, totals)) }
}
