import { Text } from '@mantine/core'
import classes from './audit.module.css'
import type { AuditEntry } from './audit-words.ts'
import { differencesOf } from './differences.ts'
import { useT } from './messages.ts'

/** What was and what is, field by field; each change says in a word what it is. */
export function Differences({ entry }: { entry: AuditEntry }) {
  const t = useT()
  const found = differencesOf(entry.before, entry.after)
  if (found.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('noFacts')}
      </Text>
    )
  }
  return (
    <dl className={classes['differences']}>
      {found.map(({ field, change, before, after }) => (
        <div key={field}>
          <dt>
            <code>{field}</code> <span>{t(change)}</span>
          </dt>
          {change !== 'added' && (
            <dd>
              <span>{t('before')}</span> <del>{before}</del>
            </dd>
          )}
          {change !== 'removed' && (
            <dd>
              <span>{t('after')}</span> <ins>{after}</ins>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
