import { remaining } from '../format/days.ts'
import type { Day } from '../format/days.ts'
import { useKitT } from '../i18n/kit-messages.ts'

/** Covers that end within this many days ask for attention. */
export const soonDays = 60

/** あと1年4か月; in days where few are left. */
export function useTimeLeft(): (today: Day, endsOn: Day) => string {
  const t = useKitT()
  return (today, endsOn) => {
    const left = remaining(today, endsOn)
    if (left.days === 1) return t('lastDayToday')
    if (left.days <= soonDays) return t('daysLeft', { days: left.days })
    return t('yearsMonthsLeft', left)
  }
}
