import { Button, Title } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconTool } from '@tabler/icons-react'
import { useId } from 'react'
import { pages } from '#api/query.ts'
import type { ClaimSummary } from '#api/types.ts'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonRows } from '#kit/states/skeletons.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { ClaimRow } from '../../parts/claims/claim-row.tsx'
import { isOpen } from '../../parts/claims/claim-state.ts'
import classes from '../../parts/claims/claims.module.css'
import { useClaimT } from '../../parts/claims/messages.ts'
import { MoreButton } from '../../parts/more-button.tsx'

/** All claims on all covers: those that go on, then those that are over. */
export function ClaimsPage() {
  const t = useClaimT()
  const list = useInfiniteQuery(pages('/v1/me/claims', { params: { query: { limit: 50 } } }))
  return (
    <>
      <PageHeader title={t('title')} back={<BackLink to="/" />} />
      <Loadable state={list} skeleton={<SkeletonRows />}>
        {({ pages: loaded }) => {
          const all = loaded.flatMap((page) => page.items)
          if (all.length === 0) return <NoClaims />
          return (
            <>
              <Group title={t('open')} claims={all.filter(isOpen)} />
              <Group title={t('closed')} claims={all.filter((claim) => !isOpen(claim))} />
              <MoreButton list={list} />
            </>
          )
        }}
      </Loadable>
    </>
  )
}

function Group({ title, claims }: { title: string; claims: readonly ClaimSummary[] }) {
  const id = useId()
  if (claims.length === 0) return null
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id} mt="lg" mb="xs">
        {title}
      </Title>
      <ul className={`surface ${classes['rows'] ?? ''}`}>
        {claims.map((claim) => (
          <ClaimRow key={claim.id} claim={claim} />
        ))}
      </ul>
    </section>
  )
}

function NoClaims() {
  const t = useClaimT()
  return (
    <EmptyState
      icon={<IconTool size={40} stroke={1.4} />}
      title={t('emptyTitle')}
      actions={<Button renderRoot={(props) => <Link to="/" {...props} />}>{t('toWarranties')}</Button>}
    >
      {t('emptyText')}
    </EmptyState>
  )
}
