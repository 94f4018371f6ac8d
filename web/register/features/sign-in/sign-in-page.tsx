import { Anchor, Text } from '@mantine/core'
import { StaffSignIn } from '#sign-in/sign-in-page.tsx'
import type { EnrolProps } from '#sign-in/sign-in-page.tsx'
import { useT } from '../../messages.ts'
import { useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { staffSession } from '../../session.ts'

export function SignInPage() {
  const t = useT()
  const go = useGo()
  return (
    <StaffSignIn
      title={t('signIn.title')}
      query={staffSession}
      enrol={EnrolFirst}
      onEntered={() => go(paths.sale())}
    />
  )
}

/** A device is enrolled in the console, once, where its recovery codes are kept. */
function EnrolFirst({ session }: Pick<EnrolProps, 'session'>) {
  const t = useT()
  return (
    <Text mt="md" lh={1.8}>
      {t('signIn.enrolFirst', { name: session.staff.name })}{' '}
      <Anchor href="/console/sign-in">{t('signIn.toConsole')}</Anchor>
    </Text>
  )
}
