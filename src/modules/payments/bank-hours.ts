import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { OrganisationId } from '#platform/ids.ts'

/** From and to as `HH:MM` of a day at the bank; `24:00` is the end of the day. */
export type Span = { from: string; to: string }
/** Seven lists of spans, of Monday first; spans of a day are in order and do not touch. */
export type BankHours = readonly (readonly Span[])[]
export type Bank = { hours: BankHours; licence: string | null }

export const bankZone = 'Asia/Tokyo'
export const alwaysOpen: BankHours = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }])

/** The sandbox bank as an organisation has it: open always, and without a licence, unless something was set. */
export async function bankOf(ctx: Context, organisationId: OrganisationId): Promise<Bank> {
  const { rows } = await sql<Bank>`
    select hours, licence from bank_hours where organisation_id = ${organisationId}`.execute(reader(ctx))
  return rows[0] ?? { hours: alwaysOpen, licence: null }
}

/** The instant itself where the bank is open then, else when it opens next; null where it does not within a week. */
export function nextOpening(hours: BankHours, now: InstantText): InstantText | null {
  const here = Temporal.Instant.from(now).toZonedDateTimeISO(bankZone)
  const time = here.toPlainTime().toString({ smallestUnit: 'minute' })
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = here.toPlainDate().add({ days: ahead })
    const spans = hours[day.dayOfWeek - 1] ?? []
    if (ahead === 0 && spans.some(({ from, to }) => from <= time && time < to)) return now
    const next = spans.find(({ from }) => ahead > 0 || from > time)
    if (next) {
      return day
        .toZonedDateTime({ timeZone: bankZone, plainTime: next.from })
        .toInstant()
        .toString({ fractionalSecondDigits: 3 })
    }
  }
  return null
}
