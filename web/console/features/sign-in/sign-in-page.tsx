import { useRouter } from '@tanstack/react-router'
import { StaffSignIn } from '#sign-in/sign-in-page.tsx'
import { useWords } from '../../navigation.tsx'
import { staffSession } from '../../session.tsx'
import { EnrolStep } from './enrol-step.tsx'
import { useT } from './messages.ts'
import { pageAfter } from './page-after.ts'

export function SignInPage() {
  const t = useT()
  const router = useRouter()
  const { next } = useWords()
  return (
    <StaffSignIn
      title={t('title')}
      query={staffSession}
      enrol={EnrolStep}
      onEntered={() => router.history.replace(router.history.createHref(pageAfter(next)))}
      waysOut
    />
  )
}
