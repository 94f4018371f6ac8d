import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { q } from '#api/query.ts'
import { Facts } from '#kit/detail/facts.tsx'
import { DateText } from '#kit/format/date-text.tsx'
import { MoneyText } from '#kit/format/money-text.tsx'
import { useKitT } from '#kit/i18n/kit-messages.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useMay } from '../../../session.tsx'
import { useT } from '../messages.ts'
import type { Claim } from '../types.ts'
import { useAct } from '../use-act.ts'
import { useWord } from '../words.ts'
import { PaymentPreview } from './payment-preview.tsx'

/** The second person's word: what was proposed by whom and what it comes to, then yes or back. */
export function ConfirmForm({ claim, onClose }: { claim: Claim; onClose: () => void }) {
  const t = useT()
  const kit = useKitT()
  const word = useWord()
  const act = useAct(claim, '/v1/claims/{claimId}/decision/confirmation', onClose)
  const [note, setNote] = useState('')
  const { proposal } = claim
  const by = useNameOf(proposal?.by)
  const contract = useQuery(
    q('/v1/contracts/{contractId}', { params: { path: { contractId: claim.contractId } } }),
  )
  const answer = (agree: boolean) =>
    act.send({ agree, note: note.trim() === '' ? null : note, version: act.version })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('act.confirm')}
      size={520}
      closeButtonProps={{ 'aria-label': kit('close') }}
    >
      <Stack gap="md">
        {proposal && (
          <Facts
            items={[
              { label: t('confirm.decision'), value: t(`confirm.${proposal.decision}`) },
              { label: t('confirm.by'), value: by },
              {
                label: t('confirm.at'),
                value: <DateText value={proposal.at} zone={claim.store.timeZone} time />,
              },
              proposal.estimate !== null && {
                label: t('estimate'),
                value: <MoneyText amount={proposal.estimate} currency={claim.currency} />,
              },
              proposal.reasonCode !== null && {
                label: t('reason'),
                value: word('reason', proposal.reasonCode),
              },
              proposal.route !== null && { label: t('route'), value: word('route', proposal.route) },
              proposal.goodwill && { label: t('accept.goodwill'), value: t('yes') },
              proposal.note !== null && { label: t('confirm.note'), value: proposal.note },
            ]}
          />
        )}
        {proposal?.decision === 'accept' && (
          <PaymentPreview
            claim={claim}
            contract={contract}
            estimate={proposal.estimate ?? ''}
            goodwill={proposal.goodwill}
          />
        )}
        <Textarea
          label={t('confirm.answer')}
          autosize
          minRows={2}
          maxLength={4000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <ErrorLine error={act.error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" disabled={act.busy} onClick={() => answer(false)}>
            {t('confirm.sendBack')}
          </Button>
          <Button data-autofocus loading={act.busy} onClick={() => answer(true)}>
            {t('confirm.agree')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** A colleague's name, as far as one may see who works here. */
function useNameOf(id: string | undefined): string {
  const may = useMay()
  const { data } = useQuery({
    ...q('/v1/staff', { params: { query: { limit: 200 } } }),
    enabled: may('staff:read') && id !== undefined,
  })
  return data?.items.find((one) => one.id === id)?.name ?? id ?? ''
}
