import { Button, Center, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { isNotFound } from '#api/errors.ts'
import { q } from '#api/query.ts'
import type { Claim } from '#api/types.ts'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { Filed } from '../filed.tsx'
import { useGuestDoor } from '../tracking/claim-door.ts'
import { Tracking } from '../tracking/tracking.tsx'
import { GuestShell } from './guest-shell.tsx'
import { guestToken, keepGuestToken } from './guest-token.ts'
import { useGuestT } from './messages.ts'

const route = getRouteApi('/claim/status')

/** The claim of this tab's token. Whoever has no session has no stream of events: it is asked for again. */
export function GuestClaimPage() {
  const [token] = useState(guestToken)
  return <GuestShell>{token === null ? <NoToken /> : <Held token={token} />}</GuestShell>
}

function Held({ token }: { token: string }) {
  const claim = useQuery({
    ...q('/v1/guest/claim', { headers: { 'claim-token': token } }),
    refetchInterval: 10_000,
  })
  if (isNotFound(claim.error)) return <NoToken />
  return (
    <Loadable state={claim} skeleton={<SkeletonCards count={3} height={200} />}>
      {(data) => <GuestClaim claim={data} token={token} />}
    </Loadable>
  )
}

function GuestClaim({ claim, token }: { claim: Claim; token: string }) {
  const t = useGuestT()
  const { filed } = route.useSearch()
  const navigate = route.useNavigate()
  const door = useGuestDoor(token)
  if (filed !== undefined) {
    return <Filed claim={claim} door={door} onFollow={() => void navigate({ search: {}, replace: true })} />
  }
  return (
    <>
      <Tracking claim={claim} door={door} planned={null} />
      <Text size="sm" c="dimmed" ta="center" mt="xl">
        {t('status.keep')}
      </Text>
      <Center mt="xs">
        <Button
          variant="subtle"
          color="gray"
          onClick={() => {
            keepGuestToken(null)
            void navigate({ to: '/claim' })
          }}
        >
          {t('status.leave')}
        </Button>
      </Center>
    </>
  )
}

/** No claim is followed in this tab, or it is followed in another one by now. */
function NoToken() {
  const t = useGuestT()
  return (
    <EmptyState
      icon={<IconSearch size={40} stroke={1.4} />}
      title={t('follow.title')}
      actions={
        <Button renderRoot={(props) => <Link to="/claim/follow" {...props} />}>{t('follow.submit')}</Button>
      }
    >
      {t('follow.lead')}
    </EmptyState>
  )
}
