import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { DateText } from '../format/date-text.tsx'
import { useKitT } from '../i18n/kit-messages.ts'
import classes from './detail.module.css'

export type HistoryEntry = {
  key: string
  at: string
  title: ReactNode
  detail?: ReactNode
  actor?: ReactNode
}

/** What happened, newest first. */
export function History({ entries, zone }: { entries: readonly HistoryEntry[]; zone?: string }) {
  const t = useKitT()
  if (entries.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('noHistory')}
      </Text>
    )
  }
  return (
    <ol className={classes['history']}>
      {entries.map((entry) => (
        <li key={entry.key}>
          <div>{entry.title}</div>
          {entry.detail && <div className={classes['dimmed']}>{entry.detail}</div>}
          <div className={classes['dimmed']}>
            <DateText value={entry.at} time {...(zone ? { zone } : {})} />
            {entry.actor && <> · {entry.actor}</>}
          </div>
        </li>
      ))}
    </ol>
  )
}
