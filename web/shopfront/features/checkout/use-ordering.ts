import { useMutation } from '@tanstack/react-query'
import { ApiError } from '#api/errors.ts'
import { newTicket, sendOrder } from '#api/shop.ts'
import type { OrderRequest } from '#api/shop-types.ts'
import { orderLines } from '../../cart.ts'
import { keep, keepOrder, keptOf } from '../../kept.ts'
import { paths, useGo } from '../../navigation.tsx'

/**
 * Orders the cart. The order is kept before it is sent and until its outcome is known: whoever reloads, or loses the
 * network, sends the same one again, and the shop takes it once.
 */
export function useOrdering(slug: string) {
  const go = useGo()
  const send = useMutation({
    mutationFn: (order: OrderRequest) => sendOrder(slug, order),
    onSuccess: (order) => {
      keepOrder(slug, order)
      go(paths.order(slug, order.orderNumber), { replace: true })
    },
    onError: (error) => {
      if (isRefusal(error)) keep(slug, { sending: null })
    },
  })
  const begin = useMutation({
    mutationFn: async (buyer: OrderRequest['buyer']) => {
      const { cart } = keptOf(slug)
      const { ticket } = await newTicket(slug, cart.id)
      return { ticket, lines: orderLines(cart.lines), buyer, agreed: true }
    },
    onSuccess: (order) => {
      keep(slug, { sending: order })
      send.mutate(order)
    },
  })
  return {
    busy: begin.isPending || send.isPending,
    error: begin.error ?? send.error,
    order: (buyer: OrderRequest['buyer']) => {
      send.reset()
      begin.mutate(buyer)
    },
    /** Sends the order whose outcome is not known once more. */
    again: () => {
      const { sending } = keptOf(slug)
      if (sending && !send.isPending) send.mutate(sending)
    },
    forget: () => {
      begin.reset()
      send.reset()
    },
  }
}

/** The shop has said no, so nothing was sold; everything else may have been. */
function isRefusal(error: unknown): boolean {
  return error instanceof ApiError && error.status < 500 && error.status !== 429
}
