import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { NetworkError } from '#api/errors.ts'
import { question } from '#api/query.ts'
import { requestBuyer, requestLines } from '../../till/basket.ts'
import type { Basket } from '../../till/basket.ts'
import { useDevice } from '../../till/device.ts'
import { useNetwork } from '../../till/network.ts'
import type { Quote } from '../../till/types.ts'

/** The question about a basket; the same basket is the same question. */
export function quoteOf(basket: Basket, store: { code: string; currency: string }) {
  return question('/v1/settlements/quote', {
    body: {
      merchantCode: store.code,
      currency: store.currency,
      occurredAt: basket.changedAt,
      lines: requestLines(basket),
      couponCodes: [...basket.couponCodes],
      ...requestBuyer(basket),
    },
  })
}

export type Quoted = {
  /** Of this very basket; while a newer one is asked for there is none. */
  quote: Quote | undefined
  asking: boolean
  error: unknown
  askAgain: () => void
}

/** What the basket costs this buyer, asked anew with every change while there is a connection. */
export function useQuote(basket: Basket): Quoted {
  const { store } = useDevice()
  const { online } = useNetwork()
  const asked = online && basket.lines.length > 0
  const { data, isPlaceholderData, isFetching, error, refetch } = useQuery({
    ...quoteOf(basket, store),
    enabled: asked,
    placeholderData: keepPreviousData,
    networkMode: 'always',
    staleTime: Infinity,
    gcTime: 60_000,
    retry: (count, failure) => count < 1 && failure instanceof NetworkError,
  })
  return {
    quote: asked && !isPlaceholderData && !error ? data : undefined,
    asking: asked && isFetching,
    error: asked ? error : null,
    askAgain: () => void refetch(),
  }
}
