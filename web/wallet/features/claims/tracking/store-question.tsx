import { Button, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Claim } from '#api/types.ts'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useNotice } from '../../../parts/notice.ts'
import { Section } from '../../../parts/section.tsx'
import type { ClaimDoor } from './claim-door.ts'
import { useKeptText } from './kept-text.ts'
import { useTrackingT } from './messages.ts'
import classes from './tracking.module.css'

/** What the store wants to know, with the box for the answer. Nothing while nothing is asked. */
export function StoreQuestion({ claim, door }: { claim: Claim; door: ClaimDoor }) {
  const t = useTrackingT()
  const notice = useNotice()
  const [text, setText] = useKeptText(`answer ${claim.id}`)
  const [tried, setTried] = useState(false)
  if (claim.state !== 'information_requested') return null
  const asked = claim.history.findLast(({ kind }) => kind === 'request_information')?.note
  const { answer } = door
  return (
    <Section title={t('question.title')}>
      {asked && <blockquote className={classes['asked']}>{asked}</blockquote>}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (text.trim() === '') return
          answer.send({ answer: text.trim() }, () => {
            setText('')
            setTried(false)
            notice(t('question.sent'))
          })
        }}
      >
        <Stack gap="md">
          <Textarea
            label={t('question.answer')}
            autosize
            minRows={4}
            maxLength={4000}
            value={text}
            error={tried && text.trim() === '' && t('question.required')}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <ErrorLine error={answer.error} />
          <Button type="submit" size="lg" loading={answer.busy}>
            {t('question.send')}
          </Button>
        </Stack>
      </form>
    </Section>
  )
}
