import type { Offer } from '#api/shop-types.ts'
import type { CoverTimes } from '#kit/cover/strips.ts'
import { addMonths, dayIn } from '#kit/format/days.ts'

/** The days that an offer would cover if the good were bought today, for the time line. */
export function coverDays(offer: Offer, makerWarrantyMonths: number, now = new Date()): CoverTimes {
  const today = dayIn('Asia/Tokyo', now.toISOString())
  const days = (after: number, months: number) => {
    const startsOn = addMonths(today, after)
    const endsOn = addMonths(today, after + months)
    return { startsOn, endsOn, lastDay: dayBefore(endsOn) }
  }
  return {
    purchasedOn: today,
    today,
    makerWarranty: makerWarrantyMonths > 0 ? days(0, makerWarrantyMonths) : null,
    covers: offer.covers.map((cover) => ({
      kind: cover.kind,
      ...days(cover.startsAfterMonths, cover.months),
    })),
  }
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
