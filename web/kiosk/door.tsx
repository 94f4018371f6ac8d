import { Button, Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { IconBuildingStore } from '@tabler/icons-react'
import { ApiError } from '#api/errors.ts'
import { pages, q } from '#api/query.ts'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { PlainShell } from '#kit/shell/wallet-shell.tsx'
import { ErrorState } from '#kit/states/error-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { Kiosk } from './kiosk.tsx'
import { useT } from './messages.ts'

/** The address names the store: /kiosk/denki-shibuya. */
function storeOfAddress(): string {
  return decodeURIComponent(location.pathname.split('/')[2] ?? '')
}

/** Opens for a device on which staff is signed in to the console, in a store of theirs. */
export function Door() {
  const t = useT()
  useTitle(t('title'))
  const session = useQuery({ ...q('/v1/staff-session'), retry: false, refetchInterval: 60_000 })
  const { data, error, refetch } = session
  const nobody = error instanceof ApiError && (error.status === 401 || error.status === 403)
  if (nobody || (data && data.secondFactor !== 'given')) return <Closed onRetry={() => void refetch()} />
  if (!data)
    return (
      <PlainShell>
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows count={3} />}
      </PlainShell>
    )
  if (!data.scopes.includes('settlements:write'))
    return (
      <PlainShell>
        <Text>{t('door.lack')}</Text>
      </PlainShell>
    )
  const code = storeOfAddress()
  const test = data.organisation.mode === 'test'
  return code === '' ? <Stores test={test} /> : <OneStore code={code} test={test} />
}

function Closed({ onRetry }: { onRetry: () => void }) {
  const t = useT()
  return (
    <PlainShell>
      <Title order={1}>{t('door.signIn')}</Title>
      <Text mt="sm" mb="lg" lh={1.8}>
        {t('door.signInText')}
      </Text>
      <Stack gap="sm">
        <Button component="a" href="/console/sign-in" size="lg">
          {t('door.console')}
        </Button>
        <Button variant="default" onClick={onRetry}>
          {t('door.again')}
        </Button>
      </Stack>
    </PlainShell>
  )
}

function OneStore({ code, test }: { code: string; test: boolean }) {
  const store = useQuery(q('/v1/stores/{storeCode}', { params: { path: { storeCode: code } } }))
  if (store.data) return <Kiosk store={store.data} test={test} />
  return (
    <PlainShell test={test}>
      {store.error ? (
        <ErrorState error={store.error} onRetry={() => void store.refetch()} />
      ) : (
        <SkeletonRows count={3} />
      )}
    </PlainShell>
  )
}

function Stores({ test }: { test: boolean }) {
  const t = useT()
  const kit = useKitT()
  const stores = useInfiniteQuery(pages('/v1/stores'))
  return (
    <PlainShell test={test}>
      <Title order={1}>{t('door.store')}</Title>
      <Text c="dimmed" mt="xs" mb="lg">
        {t('door.storeText')}
      </Text>
      <Loadable state={stores} skeleton={<SkeletonRows count={3} />}>
        {({ pages: loaded }) => {
          const items = loaded.flatMap((page) => page.items)
          return (
            <Stack gap="sm">
              {items.length === 0 && <Text>{t('door.noStores')}</Text>}
              {items.map((one) => (
                <Button
                  key={one.code}
                  component="a"
                  href={`/kiosk/${encodeURIComponent(one.code)}`}
                  variant="default"
                  size="lg"
                  justify="flex-start"
                  leftSection={<IconBuildingStore size={24} aria-hidden />}
                >
                  {one.name}
                </Button>
              ))}
              {stores.hasNextPage && (
                <Button
                  variant="subtle"
                  loading={stores.isFetchingNextPage}
                  onClick={() => void stores.fetchNextPage()}
                >
                  {kit('loadMore')}
                </Button>
              )}
            </Stack>
          )
        }}
      </Loadable>
    </PlainShell>
  )
}
