import { Box, Stack, Text, Title } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { pages } from '#api/query.ts'
import type { ContractSummary } from '#api/types.ts'
import { useTitle } from '#kit/shell/use-title.ts'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { useT } from '../../messages.ts'
import { MoreButton } from '../../parts/more-button.tsx'
import { isCurrent } from '../../parts/words.ts'
import { me } from '../../session.ts'
import { Attention } from './attention.tsx'
import { EndedWarranties } from './ended-warranties.tsx'
import { NoWarranties } from './no-warranties.tsx'
import { WarrantyCard } from './warranty-card.tsx'

const contracts = pages('/v1/me/contracts', { params: { query: { limit: 100 } } })

/** 保証: what needs action, then a card per covered thing, then what has ended. */
export function HomePage() {
  const t = useT()
  const list = useInfiniteQuery(contracts)
  useTitle(t('nav.warranties'))
  return (
    <>
      <Greeting />
      <Title order={1}>{t('nav.warranties')}</Title>
      <Loadable state={list} skeleton={<Waiting />}>
        {({ pages: loaded }) => {
          const all = loaded.flatMap((page) => page.items)
          return (
            <>
              <Attention contracts={all} />
              <Warranties contracts={all} />
              <MoreButton list={list} />
            </>
          )
        }}
      </Loadable>
    </>
  )
}

function Waiting() {
  return (
    <Box mt="md">
      <SkeletonCards height={220} />
    </Box>
  )
}

function Greeting() {
  const t = useT()
  const { data: person } = useQuery(me)
  const [hour] = useState(() => new Date().getHours())
  const greeting = t(
    hour >= 4 && hour < 11 ? 'home.morning' : hour >= 11 && hour < 18 ? 'home.day' : 'home.evening',
  )
  return <Text c="dimmed">{t('home.greeting', { greeting, name: person?.name ?? null })}</Text>
}

function Warranties({ contracts: all }: { contracts: readonly ContractSummary[] }) {
  if (all.length === 0) return <NoWarranties />
  const current = all.filter(isCurrent)
  const ended = all.filter((contract) => !isCurrent(contract))
  return (
    <>
      <Stack gap="md" mt="md" component="section">
        {current.map((contract) => (
          <WarrantyCard key={contract.id} contract={contract} />
        ))}
      </Stack>
      {ended.length > 0 && <EndedWarranties contracts={ended} />}
    </>
  )
}
