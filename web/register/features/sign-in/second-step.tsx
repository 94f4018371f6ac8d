import { Anchor, Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { CodeField } from '#kit/form/code-field.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from '../../messages.ts'
import type { StaffSession } from '../../till/types.ts'

type Props = { session: StaffSession; onDone: (session: StaffSession) => void }

/** The code of the authenticator app. A device is enrolled in the console, once, where its recovery codes are kept. */
export function SecondStep({ session, onDone }: Props) {
  const t = useT()
  const [code, setCode] = useState('')
  const give = useWrite('post', '/v1/staff-session/second-factor', { onDone })
  if (session.secondFactor === 'not_enrolled')
    return (
      <Text mt="md" lh={1.8}>
        {t('signIn.enrolFirst', { name: session.staff.name })}{' '}
        <Anchor href="/console/sign-in">{t('signIn.toConsole')}</Anchor>
      </Text>
    )

  function submit(digits: string) {
    if (digits.length === 6 && !give.isPending) give.mutate({ body: { code: digits } })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit(code)
      }}
    >
      <Stack gap="md" mt="md">
        <Text lh={1.8}>{t('signIn.factorLead', { name: session.staff.name })}</Text>
        <CodeField
          takesFocus
          label={t('signIn.appCode')}
          value={code}
          onChange={(digits) => {
            setCode(digits)
            give.reset()
          }}
          onComplete={submit}
        />
        <ErrorLine error={give.error} />
        <Button type="submit" size="lg" disabled={code.length < 6} loading={give.isPending}>
          {t('signIn.submit')}
        </Button>
      </Stack>
    </form>
  )
}
