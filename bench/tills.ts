import { chance, itemCode, itemPrice } from './sales.ts'

/** Where and by whom something is bought: the basket of a till, always the same one of it. */
export type Till = {
  key: string
  storeCode: string
  /** Of the buyer's account, for which coupons are selected; null: somebody whom nobody knows. */
  account: string | null
  occurredAt: string
  /** Number of its first item, of how many the store has. */
  item: number
  items: number
}

/** A basket of three lines of the catalogue, of which the second is taken twice. */
function basketJson({ storeCode, account, occurredAt, item, items }: Till): string {
  const random = chance(item + 1)
  const lines = [1, 2, 1].map((quantity) => {
    const i = random(items)
    return `{"code":"${itemCode(i)}","quantity":${quantity},"unitPrice":${itemPrice(i)}}`
  })
  const buyer = account === null ? '' : `"account":"${account}",`
  return `"merchantCode":"${storeCode}","occurredAt":"${occurredAt}","currency":"JPY",${buyer}"lines":[${lines.join()}]`
}

export function quoteJson(till: Till): string {
  return `{${basketJson(till)}}`
}

/** The same basket paid in cash. */
export function settlementJson(till: Till, reference: string): string {
  return `{${basketJson(till)},"reference":"${reference}","tenders":[{"kind":"cash"}]}`
}
