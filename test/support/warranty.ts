import { PlanInput, createPlan } from '#modules/plans/index.ts'
import type { PlanTerms } from '#modules/plans/index.ts'
import type { z } from 'zod'
import { contextOf } from './context.ts'
import { unique } from './people.ts'
import type { Product, Shop, ShopOptions } from './product.ts'
import { openShop } from './product.ts'

export type SoldCover = { id: string; number: string; purchaseId: string; reference: string }
export type WarrantyShop = Shop & {
  /** Sells one unit with its cover. */
  sell(options?: {
    buyer?: object | null
    price?: number
    purchasedAt?: string
    serialNumber?: string | null
    plan?: string
  }): Promise<SoldCover>
}

/** Damage from the first day and failure after the maker's year, five years, as most plans of these tests are. */
export const usualTerms = {
  name: { ja: '物損もあんしん', en: 'Failure and damage', zh: '故障与意外' },
  liableParty: 'Shop Co.',
  currency: 'JPY',
  termMonths: 60,
  covers: [
    { kind: 'physical_damage', start: { rule: 'purchase' }, premiumShare: 4000 },
    { kind: 'natural_failure', start: { rule: 'after_maker_warranty' }, premiumShare: 6000 },
  ],
  price: { kind: 'fixed', premium: 10_000 },
  exclusions: [
    {
      code: 'EX-1',
      title: { ja: '故意による破損', en: 'Intended damage' },
      text: { ja: '故意による破損は保証しません。', en: 'Damage done on purpose is not covered.' },
    },
  ],
} as const satisfies z.input<typeof PlanTerms>

/** A shop with one product (`TV`) and plans of the given terms, by code; `wide` unless said. */
export async function openWarrantyShop(
  product: Product,
  terms: Partial<z.input<typeof PlanTerms>> = {},
  options: ShopOptions & { plans?: Record<string, Partial<z.input<typeof PlanTerms>>> } = {},
): Promise<WarrantyShop> {
  const { plans = {}, ...rest } = options
  const shop = await openShop(product, rest)
  const put = await product.call('PUT', `/v1/stores/${shop.store.code}/items`, {
    key: shop.key,
    body: [{ code: 'TV', name: 'Television', maker: 'Asahi', category: 'tv', makerWarrantyMonths: 12 }],
  })
  if (put.status !== 200) throw new Error(put.text)
  for (const [code, own] of Object.entries({ wide: terms, ...plans })) {
    await createPlan(
      contextOf(product.services, shop.staff),
      PlanInput.parse({ code, terms: { ...usualTerms, ...own }, attachments: [{ categories: ['tv'] }] }),
    )
  }
  return {
    ...shop,
    async sell({
      buyer = null,
      price = 100_000,
      purchasedAt = '2026-11-22T10:00:00+09:00',
      serialNumber = null,
      plan = 'wide',
    } = {}) {
      const reference = unique('R')
      const answer = await product.call<{ id: string; contracts: { id: string; number: string }[] }>(
        'POST',
        '/v1/purchases',
        {
          key: shop.key,
          body: {
            storeCode: shop.store.code,
            reference,
            purchasedAt,
            currency: 'JPY',
            buyer,
            lines: [
              {
                code: 'TV',
                quantity: 1,
                unitPrice: price,
                ...(serialNumber === null ? {} : { serialNumbers: [serialNumber] }),
                plan: { planCode: plan, price: 10_000 },
              },
            ],
          },
        },
      )
      const [contract] = answer.body.contracts ?? []
      if (!contract) throw new Error(answer.text)
      return { ...contract, purchaseId: answer.body.id, reference }
    },
  }
}
