import { IconLock } from '@tabler/icons-react'
import { History } from '#kit/detail/history.tsx'
import { formatMoney } from '#kit/format/formats.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import classes from './claims.module.css'
import { useT } from './messages.ts'
import type { Claim, HistoryEntry } from './types.ts'
import { useWord } from './words.ts'

const amounts = ['estimate', 'cost', 'covered', 'buyerPays'] as const

/** What happened, the newest first; what only the desk sees says so. */
export function ClaimHistory({ claim }: { claim: Claim }) {
  const t = useT()
  const word = useWord()
  const { language } = useLanguage()
  return (
    <History
      zone={claim.store.timeZone}
      entries={claim.history.toReversed().map((entry) => ({
        key: String(entry.n),
        at: entry.at,
        title: (
          <>
            {titleOf(entry)}{' '}
            {entry.internal && (
              <span className={classes['mark']}>
                <IconLock size={12} aria-hidden />
                {t('internal')}
              </span>
            )}
          </>
        ),
        detail: detailOf(entry),
        actor: word('by', entry.by),
      }))}
    />
  )

  function titleOf({ kind, state }: HistoryEntry): string {
    return kind === 'advance' ? word('state', state) : word('kind', kind)
  }

  function detailOf({ data, note }: HistoryEntry) {
    const text = (name: string) => (typeof data[name] === 'string' ? data[name] : undefined)
    const facts = [
      ...amounts.flatMap((name) => {
        const amount = data[name]
        if (typeof amount !== 'number') return []
        const label = name === 'cost' ? t('advance.cost') : t(name)
        return [`${label} ${formatMoney(amount, claim.currency, language)}`]
      }),
      text('reasonCode') && word('reason', text('reasonCode') ?? ''),
      text('route') && word('route', text('route') ?? ''),
      text('tracking') && `${t('advance.tracking')} ${text('tracking')}`,
      text('reference') && `${t('remedy.reference')} ${text('reference')}`,
      text('reason'),
    ].filter(Boolean)
    if (facts.length === 0 && note === null) return undefined
    return (
      <>
        {facts.length > 0 && <div>{facts.join(' / ')}</div>}
        {note !== null && <p className={classes['words']}>{note}</p>}
      </>
    )
  }
}
