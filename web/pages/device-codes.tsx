import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { q } from '#api/query.ts'
import { CopyButton } from '#kit/copy-button.tsx'
import { ErrorState } from '#kit/states/error-state.tsx'
import { useT } from './messages.ts'
import classes from './pages.module.css'

/** What the authenticator apps of test organisations' staff would show now: nobody needs a device for the demo. */
export function DeviceCodes({ concerns }: { concerns: (email: string) => boolean }) {
  const t = useT()
  const { data, error, refetch } = useQuery({ ...q('/v1/mailbox/second-factors'), refetchInterval: 1000 })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  const shown = data?.items.filter(({ email }) => concerns(email)) ?? []
  if (shown.length === 0) return null
  return (
    <section className={`surface ${classes['devices'] ?? ''}`} aria-labelledby="devices">
      <Title order={2} id="devices">
        {t('devices')}
      </Title>
      <p className={classes['devicesText']}>{t('devicesText')}</p>
      <ul>
        {shown.map(({ email, name, organisation, code }) => (
          <li key={email}>
            <span>
              {organisation} · {name}
              <small>{email}</small>
            </span>
            <span className={classes['deviceCode']}>
              <strong className="figures">{code}</strong>
              <CopyButton size="xs" value={code} label={t('codeOf', { code })} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
