import { Alert, Stack } from '@mantine/core'
import { IconHandStop, IconUserQuestion } from '@tabler/icons-react'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { ItemName } from '../../parts/item-name.tsx'
import { ClaimPhotos } from './claim-photos.tsx'
import classes from './claims.module.css'
import { useT } from './messages.ts'
import type { Claim } from './types.ts'
import { useWord } from './words.ts'

export function ClaimFacts({ claim }: { claim: Claim }) {
  const t = useT()
  const word = useWord()
  const { item, store, currency, claimant } = claim
  const money = (amount: number | null) =>
    amount === null ? null : <MoneyText amount={amount} currency={currency} />
  const contacts = [claimant?.name, claimant?.email, claimant?.phone].filter(
    (one) => one !== null && one !== undefined,
  )
  return (
    <Stack gap="md">
      {claim.blocked && (
        <Alert variant="light" color="amber" icon={<IconHandStop aria-hidden />}>
          {t('blockedSince', { reason: claim.blocked.reason })}
        </Alert>
      )}
      {claim.appealed && claim.state === 'submitted' && (
        <Alert variant="light" color="blue" icon={<IconUserQuestion aria-hidden />}>
          {t('appealed')}
        </Alert>
      )}
      <Facts
        items={[
          {
            label: t('claimant'),
            value: contacts.length === 0 ? t('nobody') : contacts.map((one) => <div key={one}>{one}</div>),
          },
          { label: t('item'), value: <ItemName name={item.name} code={item.code} withCode /> },
          item.serialNumber !== null && { label: t('serial'), value: item.serialNumber },
          { label: t('warranty'), value: <span className="figures">{claim.warrantyNumber}</span> },
          { label: t('store'), value: store.name },
          { label: t('cause'), value: word('cause', claim.cause) },
          { label: t('fault'), value: word('fault', claim.fault) },
          { label: t('occurred'), value: <DateText value={claim.occurredOn} /> },
          {
            label: t('description'),
            value: <p className={classes['words']}>{claim.description ?? t('erased')}</p>,
          },
          claim.circumstances.length > 0 && {
            label: t('circumstances'),
            value: claim.circumstances.join(', '),
          },
          claim.photos.length > 0 && { label: t('photos'), value: <ClaimPhotos claim={claim} /> },
          { label: t('via'), value: word('via', claim.filedVia) },
          claim.decisionDueOn !== null && {
            label: t('due'),
            value: <DateText value={claim.decisionDueOn} />,
          },
          { label: t('price'), value: money(claim.price) },
          { label: t('estimate'), value: money(claim.estimate) },
          { label: t('covered'), value: money(claim.covered) },
          { label: t('buyerPays'), value: money(claim.buyerPays) },
          claim.exchange && { label: t('exchange'), value: t('yes') },
          claim.route !== null && { label: t('route'), value: word('route', claim.route) },
          claim.reasonCode !== null && { label: t('reason'), value: word('reason', claim.reasonCode) },
          claim.slip && {
            label: t('slip'),
            value: (
              <a href={`/v1/claims/${claim.id}/slip`} target="_blank" rel="noreferrer">
                PDF
              </a>
            ),
          },
        ]}
      />
    </Stack>
  )
}
