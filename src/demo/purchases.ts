import type { z } from 'zod'
import type { PurchaseInput } from '#modules/purchases/index.ts'
import { demoBuyer } from './organisations.ts'

type Report = z.input<typeof PurchaseInput>
type Line = Report['lines'][number]

const buyer = { email: demoBuyer.email, name: demoBuyer.name }
const line = (code: string, unitPrice: number, more: Partial<Line> = {}): Line => ({
  code,
  quantity: 1,
  unitPrice,
  ...more,
})

/** What the demo's buyer bought, by days before the first start, so that some covers run and one ends soon. */
export function demoPurchases(now: string): Report[] {
  const daysAgo = (days: number, hour = 3) =>
    Temporal.Instant.from(now)
      .toZonedDateTimeISO('Asia/Tokyo')
      .subtract({ days })
      .with({ hour: 9 + hour, minute: 24, second: 0, millisecond: 0 })
      .toInstant()
      .toString()
  const base = { currency: 'JPY', buyer }
  return [
    {
      ...base,
      storeCode: 'hikari-shibuya',
      reference: 'S-10021',
      purchasedAt: daysAgo(20),
      lines: [
        line('1001', 198_000, { serialNumbers: ['AX90-55021'], plan: { planCode: 'denka-5y', price: 9900 } }),
        line('1009', 1980),
      ],
    },
    {
      ...base,
      storeCode: 'midori-cycle',
      reference: 'K-00417',
      purchasedAt: daysAgo(45, 6),
      lines: [
        line('1001', 158_000, {
          serialNumbers: ['YG26E-7781'],
          plan: { planCode: 'cycle-3y', price: 12_600 },
        }),
        line('1004', 8800),
      ],
    },
    {
      ...base,
      storeCode: 'hikari-online',
      reference: 'EC-778120',
      purchasedAt: daysAgo(90, 11),
      lines: [line('1005', 158_000, { plan: { planCode: 'wide-5y', price: 19_800 } }), line('1006', 29_800)],
    },
    {
      ...base,
      storeCode: 'hikari-online',
      reference: 'EC-779003',
      purchasedAt: daysAgo(8, 10),
      lines: [line('2044', 12_800)],
    },
    {
      ...base,
      storeCode: 'hikari-shibuya',
      reference: 'S-08112',
      purchasedAt: daysAgo(150),
      lines: [line('1007', 64_800, { plan: { planCode: 'denka-5y', price: 3240 } })],
    },
    {
      ...base,
      kind: 'return',
      storeCode: 'hikari-online',
      reference: 'EC-R-1180',
      returnOf: 'EC-778120',
      purchasedAt: daysAgo(85, 2),
      lines: [line('1006', 29_800)],
    },
    {
      ...base,
      storeCode: 'midori-cycle',
      reference: 'K-00102',
      purchasedAt: daysAgo(1050, 4),
      lines: [line('1002', 68_000, { plan: { planCode: 'cycle-3y', price: 5400 } })],
    },
    {
      currency: 'JPY',
      storeCode: 'hikari-shibuya',
      reference: 'S-10188',
      purchasedAt: daysAgo(3),
      lines: [line('1004', 54_800, { plan: { planCode: 'denka-5y', price: 2740 } })],
    },
  ]
}
