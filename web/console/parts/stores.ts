import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { pages } from '#api/query.ts'
import { useMay } from '../session.tsx'
import type { Store } from '../types.ts'

const stores = pages('/v1/stores', { params: { query: { limit: 200 } } })

/** All stores that the signed-in person acts for; more pages follow by themselves. */
export function useStores(): { stores: Store[]; isLoading: boolean } {
  const may = useMay()
  const list = useInfiniteQuery({ ...stores, enabled: may('stores:read') })
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = list
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage])
  return { stores: list.data?.pages.flatMap((page) => page.items) ?? [], isLoading: list.isLoading }
}
