import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { q } from '#api/query.ts'
import { DateText } from '#kit/format/date-text.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { useGo, useWords } from '../../navigation.tsx'
import { ListSkeleton } from '../../parts/list-table.tsx'
import { useTermDifferences } from '../../parts/plan-terms/term-lines.ts'
import { paths } from '../../paths.ts'
import type { Plan, PlanVersion } from '../../types.ts'
import { useT } from './messages.ts'
import classes from './plans.module.css'
import { TermsPanel } from './terms-panel.tsx'

/** All versions, the newest first; the chosen one in words below. Sold contracts keep theirs. */
export function VersionsTab({ plan }: { plan: Plan }) {
  const t = useT()
  const { version } = useWords()
  const state = useQuery(q('/v1/plans/{planCode}/versions', { params: { path: { planCode: plan.code } } }))
  return (
    <Loadable state={state} skeleton={<ListSkeleton />}>
      {({ items }) => {
        const chosen = items.find((one) => String(one.version) === version) ?? items[0]
        return (
          <>
            <Text size="sm" c="dimmed" mb="sm">
              {t('versionsHint')}
            </Text>
            <ol className={classes['versions']}>
              {items.map((item, i) => (
                <li key={item.version}>
                  <VersionButton
                    plan={plan}
                    item={item}
                    before={items[i + 1]}
                    isChosen={item.version === chosen?.version}
                  />
                </li>
              ))}
            </ol>
            {chosen && <TermsPanel terms={chosen.terms} />}
          </>
        )
      }}
    </Loadable>
  )
}

type Props = { plan: Plan; item: PlanVersion; before: PlanVersion | undefined; isChosen: boolean }

function VersionButton({ plan, item, before, isChosen }: Props) {
  const t = useT()
  const go = useGo()
  const changed = useTermDifferences(before?.terms ?? item.terms, item.terms).map(({ label }) => label)
  return (
    <button
      type="button"
      className={classes['version']}
      aria-pressed={isChosen}
      onClick={() =>
        go(paths.plan(plan.code, { tab: 'versions', version: String(item.version) }), { replace: true })
      }
    >
      <span className={classes['versionHead']}>
        <strong>{t('versionN', { version: item.version })}</strong>
        {item.version === plan.version && <StatusBadge tone="good">{t('current')}</StatusBadge>}
        <DateText value={item.createdAt} time />
      </span>
      <span className={classes['versionText']}>
        {before
          ? changed.length > 0
            ? t('changedTerms', { terms: changed.join(t('comma')) })
            : t('changedNothing')
          : t('firstVersion')}
      </span>
    </button>
  )
}
