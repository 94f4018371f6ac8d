import { Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useT as useCommonT } from '../../../messages.ts'
import { FormModal } from '../../../parts/form-modal.tsx'
import { useT } from '../messages.ts'
import type { Claim } from '../types.ts'
import { useAct } from '../use-act.ts'

type Kind = 'ask' | 'answer' | 'note' | 'block' | 'unblock'

/** Actions that are made of words alone. */
export function WordsForm({ claim, kind, onClose }: { claim: Claim; kind: Kind; onClose: () => void }) {
  const t = useT()
  const common = useCommonT()
  const ask = useAct(claim, '/v1/claims/{claimId}/questions', onClose)
  const answer = useAct(claim, '/v1/claims/{claimId}/answers', onClose)
  const note = useAct(claim, '/v1/claims/{claimId}/notes', onClose)
  const block = useAct(claim, '/v1/claims/{claimId}/block', onClose)
  const [words, setWords] = useState('')
  const [asked, setAsked] = useState(false)
  const act = { ask, answer, note, block, unblock: block }[kind]
  const send = {
    ask: () => ask.send({ question: words, version: ask.version }),
    answer: () => answer.send({ answer: words }),
    note: () => note.send({ note: words }),
    block: () => block.send({ reason: words.trim() }),
    unblock: () => block.send({ reason: null }),
  }[kind]
  return (
    <FormModal
      opened
      title={t(`act.${kind}`)}
      submitLabel={kind === 'ask' ? t('ask.submit') : t('record')}
      busy={act.busy}
      error={act.error}
      onClose={onClose}
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (kind === 'unblock' || words.trim() !== '') send()
      }}
    >
      {kind === 'unblock' ? (
        <Text>{t('unblock.text', { reason: claim.blocked?.reason ?? '' })}</Text>
      ) : (
        <Textarea
          data-autofocus
          label={t(`${kind}.words`)}
          description={t(`${kind}.hint`)}
          autosize
          minRows={3}
          maxLength={kind === 'block' ? 200 : 4000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          error={asked && words.trim() === '' ? common('required') : undefined}
        />
      )}
    </FormModal>
  )
}
