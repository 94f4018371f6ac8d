import { itemOfCode } from '#modules/catalog/index.ts'
import type { ItemRow } from '#modules/catalog/index.ts'
import type { Store } from '#modules/identity/index.ts'
import type { Plan } from '#modules/plans/index.ts'
import { fitPlan, listPlans } from '#modules/plans/index.ts'
import type { SettledLine, TaxCategory } from '#modules/tax/index.ts'
import type { Context } from '#platform/context.ts'
import { amountTooLarge, planDoesNotFit } from './errors.ts'
import type { QuoteInput } from './schemas.ts'

/** A line that is paid for, with what its code means; the premium of a cover is a line of its own after its goods. */
export type BasketLine = {
  code: string | null
  description: string
  /** True where the till gave the words; else they are the catalogue's. */
  named: boolean
  quantity: number
  unitPrice: number
  amount: number
  taxCategory: TaxCategory
  serialNumbers: string[] | null
  item: ItemRow | undefined
  /** Of a premium: its plan, and the place of the goods, counted from 1. */
  plan: { planCode: string; ofLine: number } | null
}

/** Beyond this, sums and tax could not be computed exactly. */
const mostInAll = 2 ** 50
const wordForTotal = 'お買い上げ'

/**
 * The lines of a basket by the store's catalogue and plans.
 * @throws Problem `amount_too_large`, `plan_does_not_fit`
 */
export async function basketLines(
  ctx: Context,
  store: Store,
  { lines, total }: Pick<QuoteInput, 'lines' | 'total'>,
): Promise<BasketLine[]> {
  if (total) {
    const { amount, taxCategory } = total
    if (amount > mostInAll) throw amountTooLarge('total.amount')
    const line = {
      code: null,
      description: wordForTotal,
      named: true,
      quantity: 1,
      unitPrice: amount,
      amount,
    }
    return [{ ...line, taxCategory, serialNumbers: null, item: undefined, plan: null }]
  }
  const asked = lines ?? []
  const codes = new Set(asked.flatMap(({ code }) => code ?? []))
  const items = new Map<string, ItemRow | undefined>()
  await Promise.all(
    [...codes].map(async (code) => items.set(code, await itemOfCode(ctx, { storeId: store.id, code }))),
  )
  const plans = asked.some((line) => line.plan) ? await listPlans(ctx, store.organisationId) : []
  const result: BasketLine[] = []
  let sum = 0
  for (const [i, line] of asked.entries()) {
    const item = line.code === null ? undefined : items.get(line.code)
    const goods = goodsLine(line, item)
    result.push(goods)
    sum += goods.amount
    if (line.plan) {
      const plan = planOf(plans, store, line.plan.planCode, `lines[${i}].plan.planCode`)
      const premium = premiumLine(plan, line.plan.price, goods, result.length)
      result.push(premium)
      sum += premium.amount
    }
    if (sum > mostInAll) throw amountTooLarge(`lines[${i}].unitPrice`)
  }
  return result
}

type Asked = NonNullable<QuoteInput['lines']>[number]

function goodsLine(line: Asked, item: ItemRow | undefined): BasketLine {
  return {
    code: line.code,
    description: line.description ?? item?.name ?? line.code ?? wordForTotal,
    named: line.description !== undefined || line.code === null,
    quantity: line.quantity,
    unitPrice: line.unitPrice,
    amount: line.quantity * line.unitPrice,
    taxCategory: line.taxCategory ?? item?.tax_category ?? 'S',
    serialNumbers: line.serialNumbers ?? null,
    item,
    plan: null,
  }
}

/** Insurance is not taxed; cover that a seller, maker or third party gives is a service. */
function premiumLine(plan: Plan, price: number, goods: BasketLine, ofLine: number): BasketLine {
  return {
    code: null,
    description: plan.terms.name.ja,
    named: true,
    quantity: goods.quantity,
    unitPrice: price,
    amount: goods.quantity * price,
    taxCategory: plan.terms.provider === 'insurer' ? 'E' : 'S',
    serialNumbers: null,
    item: undefined,
    plan: { planCode: plan.code, ofLine },
  }
}

function planOf(plans: readonly Plan[], store: Store, code: string, field: string): Plan {
  const plan = plans.find((p) => p.code === code && p.withdrawnAt === null)
  if (!plan) throw planDoesNotFit(field, 'plan_unknown')
  if (plan.terms.currency !== store.currency) throw planDoesNotFit(field, 'plan_in_other_currency')
  return plan
}

/**
 * Refuses covers that could not be issued for what the goods cost after discounts: nobody pays for nothing.
 * @throws Problem `plan_does_not_fit`
 */
export async function expectPlansFit(
  ctx: Context,
  store: Store,
  lines: readonly BasketLine[],
  settled: readonly SettledLine[],
): Promise<void> {
  if (!lines.some((line) => line.plan)) return
  const plans = await listPlans(ctx, store.organisationId)
  for (const { plan } of lines) {
    if (!plan) continue
    const at = plan.ofLine - 1
    const goods = lines[at] as BasketLine
    const field = `lines[${lines.slice(0, at).filter((line) => !line.plan).length}].plan.planCode`
    const fit = fitPlan(planOf(plans, store, plan.planCode, field), {
      storeCode: store.code,
      code: goods.code ?? noCode,
      gtin: goods.item?.gtin ?? null,
      category: goods.item?.category ?? null,
      price: Math.round((settled[at] as SettledLine).due / goods.quantity),
      makerWarrantyMonths: goods.item?.maker_warranty_months ?? null,
      itemUnknown:
        (goods.item?.category ?? null) === null &&
        (goods.item?.maker_warranty_months ?? null) === null &&
        (goods.named || !goods.item),
    })
    if ('reason' in fit) throw planDoesNotFit(field, fit.reason)
  }
}

/** Under which the purchase keeps goods without a code. */
export const noCode = '-'
