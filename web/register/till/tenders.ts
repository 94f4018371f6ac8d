import type { SettlementRequest, TenderKind } from './types.ts'

export type TenderRequest = NonNullable<SettlementRequest['tenders']>[number]
/** One means of payment as it was chosen at the till; `received` is cash that was handed over. */
export type Chosen = { kind: TenderKind; amount: number; received: number | null }

export function leftOf(due: number, chosen: readonly Chosen[]): number {
  return Math.max(0, due - chosen.reduce((sum, { amount }) => sum + amount, 0))
}
export function changeOf(chosen: readonly Chosen[]): number {
  return chosen.reduce((sum, { amount, received }) => sum + Math.max(0, (received ?? amount) - amount), 0)
}

/** Cash pays up to what is left, and what is more comes back as change. */
export function withCash(due: number, chosen: readonly Chosen[], received: number): Chosen[] {
  const amount = Math.min(received, leftOf(due, chosen))
  return amount <= 0 ? [...chosen] : [...chosen, { kind: 'cash', amount, received }]
}
/** Anything else pays a part, or all that is left. */
export function withOther(
  due: number,
  chosen: readonly Chosen[],
  kind: Exclude<TenderKind, 'cash'>,
  part: number | null,
): Chosen[] {
  const left = leftOf(due, chosen)
  const amount = Math.min(part ?? left, left)
  return amount <= 0 ? [...chosen] : [...chosen, { kind, amount, received: null }]
}

/** After the amount changed, what was chosen is kept as far as it fits. */
export function fitted(due: number, chosen: readonly Chosen[]): Chosen[] {
  return chosen.reduce<Chosen[]>((kept, { kind, amount, received }) => {
    if (kind === 'cash') return withCash(due, kept, received ?? amount)
    return withOther(due, kept, kind, amount)
  }, [])
}

export function tenderRequests(chosen: readonly Chosen[]): TenderRequest[] {
  return chosen.map(({ kind, amount, received }) => ({
    kind,
    amount,
    ...(received === null ? {} : { received }),
  }))
}
