import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { LeaveButton } from '#sign-in/leave-button.tsx'
import type { EnrolProps } from '#sign-in/sign-in-page.tsx'
import { EnrolDevice } from '../../parts/second-factor/enrol-device.tsx'
import { useT } from './messages.ts'

/** The first sign-in: a device is enrolled before anything else. */
export function EnrolStep({ session, onDone, onLeave }: EnrolProps) {
  const t = useT()
  const [enrolled, setEnrolled] = useState(false)
  return (
    <Stack gap="md" mt="md">
      {!enrolled && <Text lh={1.8}>{t('enrolLead', { name: session.staff.name })}</Text>}
      <EnrolDevice onDone={onDone} onEnrolled={() => setEnrolled(true)} />
      {!enrolled && <LeaveButton onLeave={onLeave} />}
    </Stack>
  )
}
