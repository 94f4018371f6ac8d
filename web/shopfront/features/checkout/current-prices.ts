import { useQueryClient } from '@tanstack/react-query'
import { goodOf } from '#api/shop.ts'
import { coverOf } from '../../cart.ts'
import type { CartLine } from '../../cart.ts'
import { keep, keptOf } from '../../kept.ts'

/** Gives every line of the cart the price of now; a cover that is no longer offered is taken off. */
export function useCurrentPrices(slug: string): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    const { cart } = keptOf(slug)
    const lines = await Promise.all(
      cart.lines.map(async (line): Promise<CartLine> => {
        const page = await queries.fetchQuery({ ...goodOf(slug, line.code), staleTime: 0 })
        const offer = page.offers.find(({ planCode }) => planCode === line.cover?.planCode)
        return { ...line, unitPrice: page.good.price, cover: offer ? coverOf(offer) : null }
      }),
    )
    keep(slug, { cart: { ...cart, lines } })
  }
}
