import type { Typed } from '../../../parts/number-fields.tsx'
import type { PlanAttachment } from '../../../types.ts'

/** One place of offer while it is being written; codes stand one a line. */
export type AttachmentForm = {
  storeCode: string
  itemCodes: string
  gtins: string
  categories: string[]
  priceFrom: Typed
  priceTo: Typed
}
export const blankAttachment: AttachmentForm = {
  storeCode: '',
  itemCodes: '',
  gtins: '',
  categories: [],
  priceFrom: '',
  priceTo: '',
}

export function fromAttachment(attachment: PlanAttachment): AttachmentForm {
  return {
    storeCode: attachment.storeCode ?? '',
    itemCodes: (attachment.itemCodes ?? []).join('\n'),
    gtins: (attachment.gtins ?? []).join('\n'),
    categories: attachment.categories ?? [],
    priceFrom: attachment.priceFrom ?? '',
    priceTo: attachment.priceTo ?? '',
  }
}

/** Empty conditions are none. */
export function toAttachment(form: AttachmentForm): PlanAttachment {
  return {
    storeCode: form.storeCode === '' ? null : form.storeCode,
    itemCodes: someOf(lines(form.itemCodes)),
    gtins: someOf(lines(form.gtins)),
    categories: someOf(form.categories),
    priceFrom: form.priceFrom === '' ? null : form.priceFrom,
    priceTo: form.priceTo === '' ? null : form.priceTo,
  }
}

export function hasCondition(form: AttachmentForm): boolean {
  const { itemCodes, gtins, categories, priceFrom, priceTo } = toAttachment(form)
  return [itemCodes, gtins, categories, priceFrom, priceTo].some((condition) => condition !== null)
}

function lines(text: string): string[] {
  return [...new Set(text.split(/[\n\t]/).map((line) => line.trim()))].filter((line) => line !== '')
}

function someOf(values: string[]): string[] | null {
  return values.length > 0 ? values : null
}
