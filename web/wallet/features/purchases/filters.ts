import { present } from '#api/query.ts'

/** The part of the address that filters the list. */
export type Filters = { q?: string; store?: string; kind?: string; from?: string; to?: string }

const kinds = ['sale', 'return', 'void'] as const
export type Kind = (typeof kinds)[number]

export function kindOf(value: string | undefined): Kind | undefined {
  return kinds.find((kind) => kind === value)
}

/** As the API takes them, for the list and for its totals. */
export function purchaseQuery(filters: Filters) {
  const { q, store, kind, from, to } = filters
  return present({ q, storeCode: store, kind: kindOf(kind), from, to })
}

/** How many filters are set, the search aside. */
export function countFilters({ store, kind, from, to }: Filters): number {
  return [store, kindOf(kind), from ?? to].filter(Boolean).length
}
