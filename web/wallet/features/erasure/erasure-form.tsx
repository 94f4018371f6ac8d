import { Button, Radio, Stack, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { ErasurePreview } from '#api/types.ts'
import { formatInstant } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { Section } from '../../parts/section.tsx'
import { useT } from './messages.ts'
import { RunningContracts } from './running-contracts.tsx'

type Choice = 'keep' | 'give_up'

/** The choice about covers that run, which nobody makes for the person, and the number to type. */
export function ErasureForm({ preview, onAgain }: { preview: ErasurePreview; onAgain: () => void }) {
  const t = useT()
  const { language } = useLanguage()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [choice, setChoice] = useState<Choice | null>(null)
  const [typed, setTyped] = useState('')
  const erase = useWrite('post', '/v1/me/erasure', {
    onDone: () => {
      // Left first: a page still open would ask for its data again and be refused.
      void navigate({ to: '/goodbye', replace: true }).then(() => queries.clear())
    },
  })
  // Where nothing runs there is nothing to choose.
  const contracts = preview.contracts.length === 0 ? 'keep' : choice
  const ready = contracts !== null && typed === preview.confirm
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) erase.mutate({ body: { contracts, confirm: typed } })
      }}
    >
      {preview.contracts.length > 0 && (
        <Section title={t('contracts')} hint={t('contractsHint')}>
          <RunningContracts contracts={preview.contracts} />
          <Radio.Group
            aria-label={t('contracts')}
            mt="md"
            value={choice}
            onChange={(value) => setChoice(value as Choice)}
          >
            <Stack gap="md">
              <Radio value="keep" label={t('keep')} description={t('keepHint')} />
              <Radio value="give_up" label={t('giveUp')} description={t('giveUpHint')} />
            </Stack>
          </Radio.Group>
        </Section>
      )}
      <Stack gap="md" mt="xl">
        <TextInput
          label={t('confirm')}
          description={t('confirmHint', {
            code: preview.confirm,
            time: formatInstant(preview.expiresAt, language, undefined),
          })}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={(event) =>
            setTyped(event.currentTarget.value.normalize('NFKC').replace(/\D/g, '').slice(0, 6))
          }
        />
        <ErrorLine error={erase.error} />
        {erase.error !== null && (
          <Button
            variant="default"
            onClick={() => {
              erase.reset()
              setTyped('')
              onAgain()
            }}
          >
            {t('again')}
          </Button>
        )}
        <Button type="submit" size="lg" color="red" disabled={!ready} loading={erase.isPending}>
          {t('submit')}
        </Button>
      </Stack>
    </form>
  )
}
