import { isIP } from 'node:net'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { instantAfter } from '#platform/dates.ts'
import type { Db, Tx } from '#platform/db.ts'

export type Limit = { readonly name: string; readonly most: number; readonly seconds: number }

/** Between two codes to one contact. */
export const resendLimit: Limit = { name: 'resend', most: 1, seconds: 30 }
export const codeLimits = {
  contact: [
    { name: 'codes of a contact in a quarter', most: 8, seconds: 900 },
    { name: 'codes of a contact in a day', most: 30, seconds: 86_400 },
  ],
  network: { name: 'codes of a network', most: 120, seconds: 600 },
} as const satisfies Record<string, Limit | readonly Limit[]>
/** Wrong guesses from one network, whatever the contact. */
export const guessLimit: Limit = { name: 'guesses of a network', most: 40, seconds: 600 }
/** Wrong guesses of one person's second factor: three codes of a million are right at a time. */
export const factorLimits: readonly Limit[] = [
  { name: 'second factors in a quarter', most: 5, seconds: 900 },
  { name: 'second factors in a day', most: 20, seconds: 86_400 },
]

/** Whom to count as one: an IPv4 address, or the /64 of an IPv6 address, which is what one customer gets. */
export function networkOf(ip: string | null): string {
  if (ip === null || isIP(ip) !== 6) return ip ?? ''
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail = ''] = ip.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const rest = tail === '' ? [] : tail.split(':')
  while (ip.includes('::') && groups.length + rest.length < 8) groups.push('0')
  return [...groups, ...rest]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/**
 * Counts one use of something limited, in windows that begin with their first use.
 * @returns 0, or the seconds to wait when it was used too often
 */
export async function takeLimit(tx: Tx, ctx: Context, limit: Limit, subject: string): Promise<number> {
  const key = keyOf(ctx, limit, subject)
  const now = ctx.clock.now()
  const over = instantAfter(now, { seconds: -limit.seconds })
  const { rows } = await sql<{ count: number; started_at: string }>`
    insert into sign_in_limits as l (key, started_at, count) values (${key}, ${now}, 1)
    on conflict (key) do update set
      count = case when l.started_at <= ${over}::timestamptz then 1 else l.count + 1 end,
      started_at = case when l.started_at <= ${over}::timestamptz then excluded.started_at else l.started_at end
    returning count, started_at`.execute(tx)
  const row = rows[0]
  return row && row.count > limit.most ? secondsLeft(ctx, limit, row.started_at) : 0
}

/** The seconds to wait where a limit is used up already; counts nothing. */
export async function limitReached(db: Db, ctx: Context, limit: Limit, subject: string): Promise<number> {
  const row = await db
    .selectFrom('sign_in_limits')
    .select(['count', 'started_at'])
    .where('key', '=', keyOf(ctx, limit, subject))
    .executeTakeFirst()
  if (!row || row.count < limit.most) return 0
  const left = secondsLeft(ctx, limit, row.started_at)
  return left > 0 ? left : 0
}

function keyOf(ctx: Context, limit: Limit, subject: string): Buffer {
  return ctx.secrets.keyedHash('sign-in-limit', `${limit.name}\n${subject}`)
}

function secondsLeft(ctx: Context, limit: Limit, startedAt: string): number {
  const waited = Temporal.Instant.from(ctx.clock.now())
    .since(Temporal.Instant.from(startedAt))
    .total('seconds')
  return Math.ceil(limit.seconds - waited)
}
