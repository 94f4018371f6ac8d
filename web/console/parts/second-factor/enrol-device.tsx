import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { CopyButton } from '#kit/copy-button.tsx'
import { CodeField } from '#kit/form/code-field.tsx'
import { QrCode } from '#kit/qr-code.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import type { StaffSession } from '../../types.ts'
import { useT } from './messages.ts'
import { RecoveryCodes } from './recovery-codes.tsx'
import classes from './second-factor.module.css'

type Props = {
  onDone: (session: StaffSession) => void
  /** The device counts; what is left is to keep the recovery codes. */
  onEnrolled?: () => void
}

/** Three steps: a secret as a QR code, its first code, and the recovery codes to keep. */
export function EnrolDevice({ onDone, onEnrolled }: Props) {
  const t = useT()
  const [code, setCode] = useState('')
  const enrol = useWrite('post', '/v1/staff-session/second-factor/enrol')
  const confirm = useWrite('post', '/v1/staff-session/second-factor/confirm', {
    onDone: () => onEnrolled?.(),
  })

  if (confirm.data)
    return <RecoveryCodes codes={confirm.data.recoveryCodes} onKept={() => onDone(confirm.data.session)} />
  if (!enrol.data)
    return (
      <Stack gap="md">
        <ErrorLine error={enrol.error} />
        <Button size="lg" loading={enrol.isPending} onClick={() => enrol.mutate()}>
          {t('begin')}
        </Button>
      </Stack>
    )
  const { secret, uri } = enrol.data
  function submit(digits: string) {
    if (digits.length === 6 && !confirm.isPending) confirm.mutate({ body: { code: digits } })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit(code)
      }}
    >
      <Stack gap="md">
        <Text lh={1.8}>{t('scan')}</Text>
        <div className={classes['qr']}>
          <QrCode text={uri} size={208} label={t('qr')} />
        </div>
        <div>
          <Group justify="space-between" mb={4}>
            <Text size="sm" fw={600}>
              {t('secret')}
            </Text>
            <CopyButton size="xs" value={secret} label={t('secret')} />
          </Group>
          <p className={classes['secret']}>{secret.replaceAll(/.{4}(?=.)/g, '$& ')}</p>
        </div>
        <CodeField
          label={t('appCode')}
          value={code}
          onChange={(digits) => {
            setCode(digits)
            confirm.reset()
          }}
          onComplete={submit}
        />
        <ErrorLine error={confirm.error} />
        <Button type="submit" size="lg" disabled={code.length < 6} loading={confirm.isPending}>
          {t('confirm')}
        </Button>
      </Stack>
    </form>
  )
}
