import type { ErrorComponentProps } from '@tanstack/react-router'
import { EmptyState } from '#kit/states/empty-state.tsx'
import { ErrorState } from '#kit/states/error-state.tsx'
import { useT } from '../messages.ts'
import { LinkButton, paths } from '../navigation.tsx'

export function NotFoundPage() {
  const t = useT()
  return (
    <main>
      <EmptyState
        title={t('missing.title')}
        actions={<LinkButton place={paths.doors()}>{t('missing.action')}</LinkButton>}
      >
        {t('missing.text')}
      </EmptyState>
    </main>
  )
}

export function FailedPage({ error, reset }: ErrorComponentProps) {
  return (
    <main>
      <ErrorState error={error} onRetry={reset} />
    </main>
  )
}
