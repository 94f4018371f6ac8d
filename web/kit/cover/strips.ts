import { dayNumber } from '../format/days.ts'
import type { Day } from '../format/days.ts'

export type StripKind = 'maker' | 'natural_failure' | 'physical_damage'
/** `endsOn` is the day after the last covered one. */
export type Interval = { startsOn: Day; endsOn: Day; lastDay: Day }
export type CoverTimes = {
  purchasedOn: Day
  today: Day
  makerWarranty: Interval | null
  covers: readonly (Interval & { kind: 'natural_failure' | 'physical_damage' })[]
}
/** A strip in shares of the bar, 0 to 1; `gone` is its part before today. */
export type Strip = Interval & { kind: StripKind; from: number; to: number; gone: number }

const order: StripKind[] = ['maker', 'natural_failure', 'physical_damage']

/** Lays the three strips and today on a bar from the purchase to the last end of cover. */
export function layOut(times: CoverTimes): { strips: Strip[]; today: number | null; endsOn: Day } {
  const intervals = [
    ...(times.makerWarranty ? [{ ...times.makerWarranty, kind: 'maker' as const }] : []),
    ...times.covers,
  ].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.startsOn < b.startsOn ? -1 : 1))
  const first = dayNumber(times.purchasedOn)
  const endsOn = intervals.reduce((end, i) => (i.endsOn > end ? i.endsOn : end), times.purchasedOn)
  const length = Math.max(1, dayNumber(endsOn) - first)
  const place = (day: Day) => clamp((dayNumber(day) - first) / length)
  const now = (dayNumber(times.today) - first) / length
  const strips = intervals.map(({ kind, startsOn, endsOn: end, lastDay }) => {
    const from = place(startsOn)
    const to = Math.max(place(end), from)
    const gone = to === from ? 0 : clamp((now - from) / (to - from))
    return { kind, startsOn, endsOn: end, lastDay, from, to, gone }
  })
  return { strips, today: now >= 0 && now <= 1 ? now : null, endsOn }
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
