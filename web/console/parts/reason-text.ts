import { useT } from '../messages.ts'

const known = [
  'item_unknown',
  'price_unknown',
  'no_plan_for_item',
  'price_outside_bands',
  'maker_warranty_longer_than_term',
  'plan_unknown',
  'plan_in_other_currency',
] as const
type Known = (typeof known)[number]

/** Why no cover could be offered or issued, by the server's code, and what to do about it. */
export function useReasonText(): (code: string) => { what: string; todo: string } {
  const t = useT()
  return (code) => {
    const key: Known | 'other' = known.find((one) => one === code) ?? 'other'
    return { what: t(`reason.${key}`), todo: t(`reason.${key}.todo`) }
  }
}
