import { Button, Center } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import { useEffect } from 'react'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'

type Props = {
  list: {
    hasNextPage: boolean
    isFetchingNextPage: boolean
    isFetchNextPageError: boolean
    error: unknown
    fetchNextPage: () => Promise<unknown>
  }
}

/** Loads the next page when it comes into sight; by hand where scrolling does not do it. */
export function MoreButton({ list }: Props) {
  const t = useKitT()
  const { ref, entry } = useIntersection({ rootMargin: '400px' })
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list
  const visible = entry?.isIntersecting === true
  useEffect(() => {
    if (visible && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [visible, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])
  if (!hasNextPage) return null
  return (
    <div ref={ref}>
      {isFetchNextPageError && <ErrorLine error={list.error} />}
      <Center mt="md">
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('loadMore')}
        </Button>
      </Center>
    </div>
  )
}
