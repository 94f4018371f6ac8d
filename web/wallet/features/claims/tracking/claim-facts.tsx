import { Text } from '@mantine/core'
import type { Claim } from '#api/types.ts'
import { CopyButton } from '#kit/copy-button.tsx'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { useClaimT } from '../../../parts/claims/messages.ts'
import { useTrackingT } from './messages.ts'

/** What was told on filing. */
export function ClaimFacts({ claim }: { claim: Claim }) {
  const t = useTrackingT()
  const words = useClaimT()
  const { item, store } = claim
  return (
    <Facts
      items={[
        {
          label: t('facts.reception'),
          value: (
            <>
              <span className="figures">{claim.receptionNumber}</span>{' '}
              <CopyButton value={claim.receptionNumber} label={t('facts.reception')} />
            </>
          ),
        },
        { label: t('facts.item'), value: item.name ?? item.code },
        item.serialNumber !== null && { label: t('facts.serial'), value: item.serialNumber },
        { label: t('facts.cause'), value: words(`cause.${claim.cause}`) },
        { label: t('facts.fault'), value: words(`fault.${claim.fault}`) },
        { label: t('facts.occurredOn'), value: <DateText value={claim.occurredOn} /> },
        {
          label: t('facts.description'),
          value: (
            <Text inherit style={{ whiteSpace: 'pre-line' }}>
              {claim.description ?? t('facts.erased')}
            </Text>
          ),
        },
        { label: t('facts.store'), value: store.name },
        { label: t('facts.filedAt'), value: <DateText value={claim.filedAt} zone={store.timeZone} time /> },
        { label: t('facts.warranty'), value: <span className="figures">{claim.warrantyNumber}</span> },
      ]}
    />
  )
}
