import { Button, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Claim } from '#api/types.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useNotice } from '../../../parts/notice.ts'
import { Section } from '../../../parts/section.tsx'
import type { ClaimDoor } from './claim-door.ts'
import { useKeptText } from './kept-text.ts'
import { useTrackingT } from './messages.ts'
import classes from './tracking.module.css'

const reasons = [
  'no_fault_found',
  'excluded',
  'cause_not_covered',
  'cover_over',
  'limit_used_up',
  'damage_intended',
  'evidence_missing',
  'false_statement',
  'other_product',
] as const

/** Why a claim was declined, in the store's words too, and the one appeal against it. */
export function Rejection({ claim, door }: { claim: Claim; door: ClaimDoor }) {
  const t = useTrackingT()
  if (claim.state !== 'rejected') return null
  const reason = reasons.find((code) => code === claim.reasonCode)
  const note = claim.history.findLast(({ kind }) => kind === 'reject')?.note
  return (
    <Section title={t('reason.title')}>
      {reason && <Text>{t(`reason.${reason}`)}</Text>}
      {note && (
        <blockquote className={classes['asked']} data-below={reason !== undefined}>
          {note}
        </blockquote>
      )}
      {claim.moves.includes('appeal') && <Appeal claim={claim} door={door} />}
    </Section>
  )
}

function Appeal({ claim, door }: { claim: Claim; door: ClaimDoor }) {
  const t = useTrackingT()
  const notice = useNotice()
  const [opened, setOpened] = useState(false)
  const [reason, setReason] = useKeptText(`appeal ${claim.id}`)
  const [tried, setTried] = useState(false)
  const { appeal } = door
  if (!opened && reason === '') {
    return (
      <Button variant="default" fullWidth onClick={() => setOpened(true)}>
        {t('appeal.button')}
      </Button>
    )
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (reason.trim() === '') return
        appeal.send({ reason: reason.trim() }, () => {
          setReason('')
          notice(t('appeal.done'))
        })
      }}
    >
      <Stack gap="md">
        <Textarea
          label={t('appeal.reason')}
          description={t('appeal.text')}
          autosize
          minRows={4}
          maxLength={4000}
          value={reason}
          error={tried && reason.trim() === '' && t('appeal.required')}
          onChange={(event) => {
            setOpened(true)
            setReason(event.currentTarget.value)
          }}
        />
        <ErrorLine error={appeal.error} />
        <Button type="submit" loading={appeal.busy}>
          {t('appeal.button')}
        </Button>
      </Stack>
    </form>
  )
}
