import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { CodeField } from '#kit/form/code-field.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { LeaveButton } from './leave-button.tsx'
import { useT } from './messages.ts'
import type { StaffSession } from './types.ts'

type Props = {
  session: StaffSession
  recovery: boolean
  onDone: (session: StaffSession) => void
  onLeave: (() => void) | undefined
}

/** After the code by mail: the device that was enrolled is asked for a code of its own. */
export function SecondStep({ session, recovery, onDone, onLeave }: Props) {
  const t = useT()
  return (
    <Stack gap="md" mt="md">
      <Text lh={1.8}>{t('factorLead', { name: session.staff.name })}</Text>
      <GiveCode recovery={recovery} onDone={onDone} />
      {onLeave && <LeaveButton onLeave={onLeave} />}
    </Stack>
  )
}

function GiveCode({ recovery, onDone }: Pick<Props, 'recovery' | 'onDone'>) {
  const t = useT()
  const [by, setBy] = useState<'device' | 'recovery'>('device')
  const [typed, setTyped] = useState('')
  const give = useWrite('post', '/v1/staff-session/second-factor', { onDone })

  function change(text: string) {
    setTyped(text)
    give.reset()
  }
  function submit(text: string) {
    if (text.trim() === '' || give.isPending) return
    if (by === 'recovery') give.mutate({ body: { recoveryCode: text.trim() } })
    else if (text.length === 6) give.mutate({ body: { code: text } })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit(typed)
      }}
    >
      <Stack gap="md">
        {by === 'device' ? (
          <CodeField takesFocus label={t('appCode')} value={typed} onChange={change} onComplete={submit} />
        ) : (
          <TextInput
            label={t('recoveryCode')}
            description={t('recoveryHint')}
            autoComplete="off"
            maxLength={40}
            data-autofocus
            value={typed}
            onChange={(event) => change(event.currentTarget.value)}
          />
        )}
        <ErrorLine error={give.error} />
        <Button
          type="submit"
          size="lg"
          disabled={by === 'device' ? typed.length < 6 : typed.trim() === ''}
          loading={give.isPending}
        >
          {t('submit')}
        </Button>
        {recovery && (
          <Button
            variant="subtle"
            onClick={() => {
              setBy(by === 'device' ? 'recovery' : 'device')
              change('')
            }}
          >
            {t(by === 'device' ? 'useRecovery' : 'useDevice')}
          </Button>
        )}
      </Stack>
    </form>
  )
}
