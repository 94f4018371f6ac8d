import { Button } from '@mantine/core'
import { useState } from 'react'
import { Confirm } from './confirm.tsx'
import { DateText } from './format/date-text.tsx'
import { useKitT } from './i18n/kit-messages.ts'
import classes from './session-list.module.css'
import { StatusBadge } from './status-badge.tsx'

type Session = {
  id: string
  createdAt: string
  ip: string | null
  device: { browser: string | null; system: string | null }
  current: boolean
}
type Props = {
  sessions: readonly Session[]
  busy: boolean
  error: unknown
  /** Both end with `done`, which closes the question. */
  onEnd: (id: string, done: () => void) => void
  onEndOthers: (done: () => void) => void
}

/** Where one is signed in, with the way to end it elsewhere. The present session ends by signing out. */
export function SessionList({ sessions, busy, error, onEnd, onEndOthers }: Props) {
  const t = useKitT()
  const [asked, setAsked] = useState<Session | 'others' | null>(null)
  const close = () => setAsked(null)
  const nameOf = ({ device: { browser, system } }: Session) =>
    [browser, system].filter((part) => part !== null).join(' · ') || t('sessionUnknown')
  const others = sessions.filter(({ current }) => !current)
  const one = asked === 'others' ? null : asked
  return (
    <>
      <ul className={classes['list']}>
        {sessions.map((session) => (
          <li key={session.id}>
            <div>
              <span className={classes['device']}>
                {nameOf(session)}
                {session.current && <StatusBadge tone="good">{t('sessionHere')}</StatusBadge>}
              </span>
              <div className={classes['about']}>
                {t('sessionSince')} <DateText value={session.createdAt} time />
                {session.ip !== null && ` · ${session.ip}`}
              </div>
            </div>
            {!session.current && (
              <Button
                variant="subtle"
                color="gray"
                size="sm"
                flex="none"
                aria-label={t('sessionEndOf', { name: nameOf(session) })}
                onClick={() => setAsked(session)}
              >
                {t('sessionEnd')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <Button variant="light" color="red" size="sm" mt="md" onClick={() => setAsked('others')}>
          {t('sessionEndOthers')}
        </Button>
      )}
      <Confirm
        opened={asked !== null}
        title={t(one ? 'sessionEndTitle' : 'sessionEndOthersTitle')}
        confirmLabel={t('sessionEnd')}
        loss
        busy={busy}
        error={error}
        onConfirm={() => (one ? onEnd(one.id, close) : onEndOthers(close))}
        onClose={close}
      >
        {one
          ? t('sessionEndText', { name: nameOf(one) })
          : t('sessionEndOthersText', { count: others.length })}
      </Confirm>
    </>
  )
}
