import { Button, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconBuildingStore } from '@tabler/icons-react'
import { ApiError } from '#api/errors.ts'
import { q } from '#api/query.ts'
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
  return <Stores test={data.organisation.mode === 'test'} />
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

function Stores({ test }: { test: boolean }) {
  const t = useT()
  const code = storeOfAddress()
  const stores = useQuery(q('/v1/stores'))
  return (
    <Loadable
      state={stores}
      skeleton={
        <PlainShell>
          <SkeletonRows count={3} />
        </PlainShell>
      }
    >
      {({ items }) => {
        const store = items.find((one) => one.code === code)
        if (store) return <Kiosk store={store} test={test} />
        return (
          <PlainShell test={test}>
            <Title order={1}>{t('door.store')}</Title>
            <Text c="dimmed" mt="xs" mb="lg">
              {items.length === 0 ? t('door.noStores') : t('door.storeText')}
            </Text>
            <Stack gap="sm">
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
            </Stack>
          </PlainShell>
        )
      }}
    </Loadable>
  )
}
