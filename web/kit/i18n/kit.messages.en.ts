import type { ja } from './kit.messages.ja.ts'
import type { SameMessages } from './messages.ts'

const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`
const yearsMonths = (v: { years: number; months: number }) =>
  [v.years > 0 && plural(v.years, 'year', 'years'), v.months > 0 && plural(v.months, 'month', 'months')]
    .filter(Boolean)
    .join(' ')

export const en: SameMessages<typeof ja> = {
  retry: 'Try again',
  errorTitle: 'We couldn’t show this',
  errorCode: (v) => `Error code ${v.code}`,
  loading: 'Loading',
  loadMore: 'Show more',
  cancel: 'Cancel',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  search: 'Search',
  clearSearch: 'Clear search',
  clearFilters: 'Clear filters',
  filters: 'Filters',
  rows: (v) => `${v.count} rows`,
  openRow: 'Choose with the arrow keys, open with Enter',
  language: 'Language',
  appearance: 'Appearance',
  appearanceAuto: 'Match device',
  appearanceLight: 'Light',
  appearanceDark: 'Dark',
  testMode: 'Test mode',
  menu: 'Menu',
  mainNavigation: 'Main menu',
  skipToContent: 'Skip to content',
  facts: 'Details',
  history: 'History',
  noHistory: 'No history yet',
  code: 'Verification code',
  codeHint: '6 digits',
  resend: 'Send the code again',
  resendIn: (v) => `You can send it again in ${v.seconds} s`,
  makerWarranty: 'Maker’s warranty',
  naturalFailure: 'Breakdown',
  physicalDamage: 'Accidental damage',
  today: 'Today',
  purchased: 'Bought',
  coverRange: (v) => `${v.name} from ${v.from} to ${v.to}`,
  coverSummary: (v) => `Bought on ${v.purchased}. Today is ${v.today}`,
  yearsMonthsLeft: (v) => `${yearsMonths(v)} left`,
  daysLeft: (v) => `${plural(v.days, 'day', 'days')} left`,
  lastDayToday: 'Ends today',
  yearsMonths,
  untilDay: (v) => `Until ${v.day}`,
  fromDay: (v) => `From ${v.day}`,
  sessionHere: 'This device',
  sessionUnknown: 'Unknown device',
  sessionSince: 'Signed in',
  sessionEnd: 'Sign out',
  sessionEndOf: (v) => `Sign out ${v.name}`,
  sessionEndTitle: 'Sign this device out?',
  sessionEndText: (v) => `${v.name} is signed out at once.`,
  sessionEndOthers: 'Sign out all other devices',
  sessionEndOthersTitle: 'Sign out all other devices?',
  sessionEndOthersText: (v) =>
    v.count === 1
      ? 'One session besides this one is signed out at once.'
      : `${v.count} sessions besides this one are signed out at once.`,
  qrCode: (v) => `QR code ${v.text}`,
}
