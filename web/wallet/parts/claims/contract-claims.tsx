import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconTool } from '@tabler/icons-react'
import { pages } from '#api/query.ts'
import { ErrorState } from '#kit/states/error-state.tsx'
import { MoreButton } from '../more-button.tsx'
import { Section } from '../section.tsx'
import { ClaimRow } from './claim-row.tsx'
import classes from './claims.module.css'
import { useClaimT } from './messages.ts'

/** The way to a claim on this cover. */
export function FileClaimButton({ contractId }: { contractId: string }) {
  const t = useClaimT()
  return (
    <Button
      fullWidth
      size="lg"
      mt="md"
      leftSection={<IconTool size={20} aria-hidden />}
      renderRoot={(props) => <Link to="/contracts/$contractId/claim" params={{ contractId }} {...props} />}
    >
      {t('file')}
    </Button>
  )
}

/** The claims on this cover; nothing where there are none. */
export function ContractClaims({ contractId }: { contractId: string }) {
  const t = useClaimT()
  const list = useInfiniteQuery(pages('/v1/me/claims', { params: { query: { contractId } } }))
  const claims = list.data?.pages.flatMap((page) => page.items) ?? []
  if (claims.length === 0 && !list.error) return null
  return (
    <Section title={t('ofContract')} bare>
      {list.error && claims.length === 0 && (
        <ErrorState compact error={list.error} onRetry={() => void list.refetch()} />
      )}
      <ul className={`surface ${classes['rows'] ?? ''}`} hidden={claims.length === 0}>
        {claims.map((claim) => (
          <ClaimRow key={claim.id} claim={claim} />
        ))}
      </ul>
      <MoreButton list={list} />
    </Section>
  )
}
