import { Button, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { CodeField } from '#kit/form/code-field.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { EnrolDevice } from '../../parts/second-factor/enrol-device.tsx'
import type { StaffSession } from '../../types.ts'
import { useT } from './messages.ts'

type Props = { session: StaffSession; onDone: (session: StaffSession) => void; onLeave: () => void }

/** After the code by mail: a device is enrolled at the first time, and asked for a code at every later one. */
export function SecondStep({ session, onDone, onLeave }: Props) {
  const t = useT()
  const [enrolled, setEnrolled] = useState(false)
  const isFirst = session.secondFactor === 'not_enrolled'
  const leave = useWrite('post', '/v1/staff/sign-out', { onDone: onLeave })
  return (
    <Stack gap="md" mt="md">
      {!enrolled && (
        <Text lh={1.8}>{t(isFirst ? 'enrolLead' : 'factorLead', { name: session.staff.name })}</Text>
      )}
      {isFirst ? (
        <EnrolDevice onDone={onDone} onEnrolled={() => setEnrolled(true)} />
      ) : (
        <GiveCode onDone={onDone} />
      )}
      <ErrorLine error={leave.error} />
      {!enrolled && (
        <Button variant="subtle" loading={leave.isPending} onClick={() => leave.mutate()}>
          {t('change')}
        </Button>
      )}
    </Stack>
  )
}

function GiveCode({ onDone }: Pick<Props, 'onDone'>) {
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
        <Button
          variant="subtle"
          onClick={() => {
            setBy(by === 'device' ? 'recovery' : 'device')
            change('')
          }}
        >
          {t(by === 'device' ? 'useRecovery' : 'useDevice')}
        </Button>
      </Stack>
    </form>
  )
}
