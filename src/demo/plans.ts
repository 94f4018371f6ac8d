import type { z } from 'zod'
import type { PlanInput } from '#modules/plans/index.ts'

type Plan = z.input<typeof PlanInput>

const wear = {
  code: 'EX-1',
  title: { ja: '消耗品', en: 'Consumables', zh: '消耗品' },
  text: {
    ja: '電池・フィルター・タイヤなどの消耗品の交換',
    en: 'Replacing batteries, filters, tyres and other wear parts',
    zh: '更换电池、滤网、轮胎等消耗品',
  },
}
const intent = {
  code: 'EX-2',
  title: { ja: '故意または重大な過失', en: 'Intent or gross negligence', zh: '故意或重大过失' },
  text: {
    ja: '故意または重大な過失による損害',
    en: 'Damage caused on purpose or by gross negligence',
    zh: '因故意或重大过失造成的损坏',
  },
}
const theft = {
  code: 'EX-3',
  title: { ja: '盗難・紛失', en: 'Theft and loss', zh: '被盗或遗失' },
  text: { ja: '盗まれたとき、なくしたとき', en: 'When it is stolen or lost', zh: '被盗或遗失时' },
}

/** Plans of the demo's sellers: the common Japanese forms of cover. */
export const demoPlans: Record<string, Plan[]> = {
  hikari: [
    {
      code: 'denka-5y',
      terms: {
        name: { ja: '家電あんしん5年保証', en: 'Appliance care, 5 years', zh: '家电安心5年保修' },
        liableParty: 'ひかり電機株式会社',
        currency: 'JPY',
        termMonths: 60,
        covers: [{ kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 10_000 }],
        price: { kind: 'share', basisPoints: 500, minimum: 1000, roundTo: 10 },
        limits: [{ rule: 'per_repair', size: { priceShare: 10_000 } }],
        exclusions: [wear, intent, theft],
        freeCancellationDays: 8,
        retainedFee: 500,
      },
      attachments: [
        {
          categories: ['テレビ', '洗濯機', '冷蔵庫', '掃除機', 'キッチン家電', 'エアコン'],
          priceFrom: 10_000,
        },
        { storeCode: 'hikari-online', categories: ['オーディオ'], priceFrom: 10_000 },
      ],
    },
    {
      code: 'wide-5y',
      terms: {
        name: { ja: '物損もあんしん5年保証', en: 'Failure and damage, 5 years', zh: '故障与损坏5年保修' },
        liableParty: 'ひかり電機株式会社',
        backedBy: 'さくら少額短期保険株式会社',
        currency: 'JPY',
        termMonths: 60,
        covers: [
          { kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 6000 },
          { kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 4000 },
        ],
        price: {
          kind: 'bands',
          bands: [
            { from: 10_000, to: 50_000, premium: 4800 },
            { from: 50_000, to: 150_000, premium: 9800 },
            { from: 150_000, to: null, premium: 19_800 },
          ],
        },
        limits: [
          { rule: 'falling', cause: 'physical_damage', priceShares: [10_000, 8000, 6000, 4000, 2000] },
          { rule: 'per_repair', cause: 'natural_failure', size: { priceShare: 10_000 } },
        ],
        deductible: { kind: 'amount', amount: 3000 },
        exclusions: [wear, intent, theft],
        freeCancellationDays: 8,
        retainedFee: 500,
      },
      attachments: [{ categories: ['パソコン', 'カメラ', 'オーディオ'], priceFrom: 10_000 }],
    },
  ],
  midori: [
    {
      code: 'cycle-3y',
      terms: {
        name: { ja: '自転車まもり3年', en: 'Bicycle care, 3 years', zh: '自行车守护3年' },
        liableParty: '株式会社みどり自転車',
        currency: 'JPY',
        termMonths: 36,
        covers: [
          { kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 3000 },
          { kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 7000 },
        ],
        price: { kind: 'share', basisPoints: 800, minimum: 3000, roundTo: 100 },
        limits: [{ rule: 'per_cover_year', size: { priceShare: 5000 } }],
        exclusions: [wear, intent],
        freeCancellationDays: 8,
        retainedFee: 500,
      },
      attachments: [{ categories: ['電動自転車', 'スポーツ自転車'] }],
    },
  ],
}
