/** A day as `YYYY-MM-DD` without a zone: the server has already said in which one. */
export type Day = string

const dayMs = 86_400_000

/** Days since 1970-01-01; for differences and places on a scale. */
export function dayNumber(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) / dayMs
}

export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

/** Some months later; a day that the month lacks becomes its last. */
export function addMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(date, last))
  return first.toISOString().slice(0, 10)
}

export type Remaining = { years: number; months: number; days: number }

/** Time from `today` to the day after the last covered one, in whole years and months, and in days. */
export function remaining(today: Day, endsOn: Day): Remaining {
  const days = daysBetween(today, endsOn)
  if (days <= 0) return { years: 0, months: 0, days: 0 }
  let months = Math.max(0, Math.floor(days / 31))
  while (addMonths(today, months + 1) <= endsOn) months += 1
  return { years: Math.floor(months / 12), months: months % 12, days }
}

/** The day an instant falls on in a zone. */
export function dayIn(zone: string, instant: string): Day {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(instant))
}
