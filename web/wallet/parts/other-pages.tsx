import { Button } from '@mantine/core'
import { Link, useRouter } from '@tanstack/react-router'
import { IconMapOff } from '@tabler/icons-react'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { ErrorState } from '#kit/states/error-state.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { PlainShell } from '#kit/shell/wallet-shell.tsx'
import { useT } from '../messages.ts'

export function NotFoundPage() {
  const t = useT()
  return (
    <PlainShell>
      <EmptyState
        icon={<IconMapOff size={40} />}
        title={t('notFound.title')}
        actions={<Button renderRoot={(props) => <Link to="/" {...props} />}>{t('later.home')}</Button>}
      >
        {t('notFound.text')}
      </EmptyState>
    </PlainShell>
  )
}

/** While the server is asked who is signed in. */
export function PendingPage() {
  return (
    <PlainShell wide>
      <SkeletonCards height={220} />
    </PlainShell>
  )
}

/** A page that could not even begin, such as when the server is away. */
export function FailedPage({ error }: { error: unknown }) {
  const router = useRouter()
  return (
    <PlainShell>
      <ErrorState error={error} onRetry={() => void router.invalidate()} />
    </PlainShell>
  )
}
