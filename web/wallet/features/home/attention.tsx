import { Stack, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconClock, IconUserCheck } from '@tabler/icons-react'
import { q } from '#api/query.ts'
import type { ContractSummary } from '#api/types.ts'
import { useTimeLeft } from '#kit/cover/time-left.tsx'
import { formatDay } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { useT } from '../../messages.ts'
import { ClaimsAttention } from '../../parts/claims/claims-attention.tsx'
import { isOpen } from '../../parts/claims/claim-state.ts'
import { LinkRow } from '../../parts/link-row.tsx'
import { endsSoon } from '../../parts/words.ts'

/** What asks for something to be done: open claims, covers that end soon, purchases to prove. */
export function Attention({ contracts }: { contracts: readonly ContractSummary[] }) {
  const t = useT()
  const { language } = useLanguage()
  const timeLeft = useTimeLeft()
  const { data: unproven } = useQuery(q('/v1/me/unproven-purchases'))
  const { data: filed } = useQuery(q('/v1/me/claims', { params: { query: { limit: 100 } } }))
  const claims = filed?.items.filter(isOpen) ?? []
  const waiting = unproven?.items.reduce((sum, item) => sum + item.count, 0) ?? 0
  const soon = contracts.filter(endsSoon)
  if (claims.length === 0 && soon.length === 0 && waiting === 0) return null
  return (
    <Stack gap="xs" mt="md" component="section" aria-label={t('home.action')}>
      <Title order={2} className="sr-only">
        {t('home.action')}
      </Title>
      <ClaimsAttention claims={claims} />
      {soon.map((contract) => (
        <LinkRow
          key={contract.id}
          to="/contracts/$contractId"
          params={{ contractId: contract.id }}
          tone="soon"
          icon={<IconClock size={24} aria-hidden />}
          detail={t('home.soonUntil', { day: formatDay(contract.lastDay, language) })}
        >
          {t('home.soon', {
            item: contract.item.name ?? contract.item.code,
            left: timeLeft(contract.today, contract.endsOn),
          })}
        </LinkRow>
      ))}
      {waiting > 0 && (
        <LinkRow to="/prove" icon={<IconUserCheck size={24} aria-hidden />} detail={t('home.unprovenHint')}>
          {t('home.unproven', { count: waiting })}
        </LinkRow>
      )}
    </Stack>
  )
}
