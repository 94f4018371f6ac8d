import type { z } from 'zod'
import type { CouponInput } from '#modules/coupons/index.ts'
import type { MerchantProfileInput } from '#modules/merchants/index.ts'
import type { SettlementInput } from '#modules/settlements/index.ts'
import { demoBuyer } from './organisations.ts'

type Profile = z.input<typeof MerchantProfileInput>
type Coupon = z.input<typeof CouponInput> & { publicCode: string }
type Sale = Omit<z.input<typeof SettlementInput>, 'occurredAt' | 'currency'>

const hikari: Profile = {
  version: 0,
  tax: [
    { status: 'registered', from: '2023-10-01', rounding: 'floor', registrationNumber: 'T7123456789012' },
  ],
  issuerName: 'ひかり電機株式会社',
  issuerAddress: '東京都渋谷区道玄坂1-2-3',
  issuerPhone: '03-1234-5678',
}
const midori: Profile = {
  version: 0,
  tax: [{ status: 'exempt', from: '2020-04-01' }],
  issuerName: 'みどり自転車 緑 花子',
  issuerAddress: '京都市左京区北白川1-2',
  issuerPhone: '075-123-4567',
  legalForm: 'individual',
}
/** One store is registered, one owes no tax, one owes tax and has no number: the same basket differs at each. */
export const demoProfiles: Record<string, Profile> = {
  'hikari-shibuya': hikari,
  'hikari-online': hikari,
  'midori-cycle': midori,
  'midori-online': { ...midori, tax: [{ status: 'taxable', from: '2020-04-01', rounding: 'half_up' }] },
}

const shared = { currency: 'JPY' }
/** By whose they are; `publicCode` is the word by which a buyer gets them. */
export const demoCoupons: Record<'hikari' | 'midori' | 'platform', Coupon[]> = {
  hikari: [
    {
      ...shared,
      code: 'welcome-1000',
      publicCode: 'WELCOME1000',
      terms: {
        name: { ja: 'ようこそ 1,000円引き', en: 'Welcome: 1,000 yen off', zh: '欢迎优惠 减1,000日元' },
        discount: { kind: 'amount', amount: 1000 },
        minimum: { amount: 5000 },
        limits: { uses: 5000, usesPerBuyer: 3 },
        stacking: 'stackable',
        stackingClass: 'welcome',
      },
    },
    {
      ...shared,
      code: 'audio-10',
      publicCode: 'HIKARI10',
      terms: {
        name: { ja: 'オーディオ 10%引き', en: '10 % off audio', zh: '音响 九折' },
        discount: { kind: 'rate', basisPoints: 1000 },
        scope: {
          storeCodes: null,
          itemCodes: null,
          categories: ['オーディオ', 'アクセサリー'],
          makers: null,
        },
        stacking: 'stackable',
        stackingClass: 'sale',
      },
    },
    {
      ...shared,
      code: 'hokuto-3000',
      publicCode: 'HOKUTO3000',
      terms: {
        name: { ja: '北斗製品 3,000円分', en: '3,000 yen towards Hokuto', zh: '北斗产品 3,000日元' },
        discount: { kind: 'amount', amount: 3000 },
        funder: 'third_party',
        sponsor: '北斗電子株式会社',
        scope: { storeCodes: null, itemCodes: null, categories: null, makers: ['北斗'] },
        minimum: { amount: 20_000 },
        stacking: 'stackable',
        stackingClass: 'maker',
      },
    },
  ],
  midori: [
    {
      ...shared,
      code: 'midori-5',
      publicCode: 'MIDORI5',
      terms: {
        name: { ja: '全品 5%引き', en: '5 % off everything', zh: '全场 九五折' },
        discount: { kind: 'rate', basisPoints: 500 },
      },
    },
  ],
  platform: [
    {
      ...shared,
      code: 'mamori-500',
      publicCode: 'MAMORI500',
      terms: {
        name: { ja: '守り 500円分', en: '500 yen from Mamori', zh: '守护 500日元' },
        discount: { kind: 'amount', amount: 500 },
        funder: 'platform',
        limits: { uses: 10_000, usesPerBuyer: 10 },
        stacking: 'stackable',
        stackingClass: 'platform',
      },
    },
  ],
}

/** What the demo's buyer has in the wallet, and what of it applies itself at the account. */
export const heldCodes = ['WELCOME1000', 'HOKUTO3000', 'MAMORI500', 'MIDORI5']
export const selectedCodes = ['WELCOME1000', 'HOKUTO3000', 'MAMORI500']
/** Left out of the wallet, so that it can be added by hand. */
export const codeToAdd = 'HIKARI10'

export const demoAccount = { balance: 200_000, label: 'サンドボックス銀行 普通' }
export const demoMandate = { storeCode: 'hikari-shibuya', perPayment: 100_000, perDay: 150_000 }

const water = (quantity: number) => ({
  description: '天然水 500ml',
  quantity,
  unitPrice: 108,
  taxCategory: 'AA' as const,
})
const item = (code: string, unitPrice: number) => ({ code, quantity: 1, unitPrice })
const cash = (received: number) => [{ kind: 'cash' as const, received }]
const shibuya = { merchantCode: 'hikari-shibuya', register: '1' }

/** A day at register 1 of Hikari's store: change, two rates with something that came back, a coupon at the till. */
export const demoDay = {
  storeCode: 'hikari-shibuya',
  register: '1',
  openingCash: 30_000,
  sales: [
    { ...shibuya, reference: 'D-10301', lines: [item('1009', 1980)], tenders: cash(5000) },
    { ...shibuya, reference: 'D-10302', lines: [item('1009', 1980), water(6)], tenders: cash(3000) },
    {
      ...shibuya,
      reference: 'D-10303',
      lines: [item('1013', 38_000)],
      couponCodes: ['HIKARI10'],
      tenders: cash(40_000),
    },
  ] satisfies Sale[],
  refund: {
    of: 'D-10302',
    reference: 'D-R-10302',
    reason: '2本返品',
    lines: [{ n: 2, quantity: 2 }],
  },
  /** Ten yen less than there should be. */
  counted: [
    { denomination: 10_000, pieces: 6 },
    { denomination: 5000, pieces: 1 },
    { denomination: 1000, pieces: 3 },
    { denomination: 500, pieces: 1 },
    { denomination: 50, pieces: 1 },
    { denomination: 10, pieces: 3 },
    { denomination: 1, pieces: 3 },
  ],
}
/** The next day of the register, which is still open. */
export const demoOpenDay = {
  ...demoDay,
  sales: [{ ...shibuya, reference: 'D-10311', lines: [water(2)], tenders: cash(500) }] satisfies Sale[],
}
/** At a store that owes no tax, by a buyer whose wallet then shows it. */
export const demoTaxFreeSale: Sale = {
  merchantCode: 'midori-cycle',
  reference: 'D-501',
  buyer: { email: demoBuyer.email, name: demoBuyer.name },
  lines: [item('1004', 8800)],
  couponCodes: ['MIDORI5'],
  tenders: cash(10_000),
}
/** Paid from the buyer's account under the mandate; the selected coupons apply themselves. */
export const demoAccountSale: Sale = {
  ...shibuya,
  reference: 'D-10312',
  lines: [item('1012', 79_800)],
}
