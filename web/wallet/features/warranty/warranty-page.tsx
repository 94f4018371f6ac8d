import { Group, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { IconReceipt } from '@tabler/icons-react'
import { q } from '#api/query.ts'
import type { Contract } from '#api/types.ts'
import { CopyButton } from '#kit/copy-button.tsx'
import { CoverTimeline } from '#kit/cover/cover-timeline.tsx'
import { useTitle } from '#kit/shell/use-title.ts'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { useT } from '../../messages.ts'
import { BackLink } from '../../parts/back-link.tsx'
import { ContractClaims, FileClaimButton } from '../../parts/claims/contract-claims.tsx'
import { ItemName } from '../../parts/item-name.tsx'
import { LinkRow } from '../../parts/link-row.tsx'
import { Section } from '../../parts/section.tsx'
import { useStanding } from '../../parts/words.ts'
import { CancelContract } from './cancel-contract.tsx'
import { Cancellation } from './cancellation.tsx'
import { Clauses, Exclusions } from './clauses.tsx'
import { ContractFacts, WhoStandsBehind } from './contract-facts.tsx'
import { Covered } from './covered.tsx'
import { Ended } from './ended.tsx'
import { LeftToday } from './left.tsx'
import { Limits } from './limits.tsx'
import classes from './warranty.module.css'

const route = getRouteApi('/frame/contracts/$contractId')

/** One cover in plain words, from "is it covered now" down to the clauses. */
export function WarrantyPage() {
  const { contractId } = route.useParams()
  const contract = useQuery(q('/v1/me/contracts/{contractId}', { params: { path: { contractId } } }))
  return (
    <>
      <BackLink to="/" />
      <Loadable state={contract} skeleton={<SkeletonCards count={3} height={200} />}>
        {(data) => <Warranty contract={data} />}
      </Loadable>
    </>
  )
}

/** A fault of a day on which the cover stood can be told after its end too. */
const claimable: readonly Contract['status'][] = ['scheduled', 'active', 'expired']

function Warranty({ contract }: { contract: Contract }) {
  const t = useT()
  return (
    <>
      <Head contract={contract} />
      {claimable.includes(contract.status) && <FileClaimButton contractId={contract.id} />}
      <ContractClaims contractId={contract.id} />
      <Section title={t('warranty.number')} hint={t('warranty.numberHint')}>
        <div className={classes['number']}>
          <span className={classes['digits']}>{contract.number}</span>
          <CopyButton value={contract.number} label={t('warranty.number')} />
        </div>
      </Section>
      <Section title={t('warranty.covered')}>
        <Covered contract={contract} />
      </Section>
      <Section title={t('warranty.notCovered')}>
        <Exclusions items={contract.terms.exclusions} />
      </Section>
      <LeftToday contract={contract} />
      <Section title={t('warranty.limits')}>
        <Limits contract={contract} />
      </Section>
      <Section title={t('warranty.who')}>
        <WhoStandsBehind terms={contract.terms} />
      </Section>
      <Section title={t('warranty.cancel')}>
        <Cancellation terms={contract.terms} />
        <CancelContract contract={contract} />
      </Section>
      {contract.terms.clauses.length > 0 && (
        <Section title={t('warranty.clauses')} bare>
          <Clauses items={contract.terms.clauses} />
        </Section>
      )}
      <Section title={t('warranty.facts')}>
        <ContractFacts contract={contract} />
      </Section>
      <Section title={t('purchase.title')} bare>
        <LinkRow
          to="/purchases/$purchaseId"
          params={{ purchaseId: contract.purchaseId }}
          icon={<IconReceipt size={24} aria-hidden />}
          detail={contract.store.name}
        >
          {t('warranty.purchase')}
        </LinkRow>
      </Section>
    </>
  )
}

function Head({ contract }: { contract: Contract }) {
  const standing = useStanding(contract)
  useTitle(contract.item.name ?? contract.item.code)
  return (
    <>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="sm">
        <Title order={1}>
          <ItemName item={contract.item} />
        </Title>
        <StatusBadge tone={standing.tone}>{standing.label}</StatusBadge>
      </Group>
      <p className={classes['left']} data-soon={standing.soon || undefined}>
        {standing.left && <strong>{standing.left}</strong>}
        {standing.until && <span>{standing.until}</span>}
      </p>
      {standing.note && (
        <Text size="sm" c="dimmed" mt={-12} mb="md">
          {standing.note}
        </Text>
      )}
      <Ended contract={contract} />
      <div
        className={`surface ${classes['times'] ?? ''}`}
        data-over={['cancelled', 'fulfilled', 'void'].includes(contract.state) || undefined}
      >
        <CoverTimeline
          detailed
          purchasedOn={contract.purchasedOn}
          today={contract.today}
          makerWarranty={contract.makerWarranty}
          covers={contract.covers}
        />
      </div>
    </>
  )
}
