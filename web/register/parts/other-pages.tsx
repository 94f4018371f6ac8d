import { Button } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { IconMapOff } from '@tabler/icons-react'
import { PlainShell } from '#kit/shell/wallet-shell.tsx'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { ErrorState } from '#kit/states/error-state.tsx'
import { useT } from '../messages.ts'
import { RouteLink } from '../navigation.tsx'
import { paths } from '../paths.ts'

export function NotFoundPage() {
  const t = useT()
  return (
    <PlainShell>
      <EmptyState
        icon={<IconMapOff size={40} />}
        title={t('missing')}
        actions={
          <Button renderRoot={(props) => <RouteLink {...paths.sale()} {...props} />}>{t('toSale')}</Button>
        }
      />
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
