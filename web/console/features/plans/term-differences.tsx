import type { PlanTerms } from '#api/types.ts'
import { useT as useCommonT } from '../../messages.ts'
import { Lines } from '../../parts/plan-terms/terms-in-words.tsx'
import { useTermDifferences } from '../../parts/plan-terms/term-lines.ts'
import { useT } from './messages.ts'
import classes from './plans.module.css'

/** What a version changes: each term as it was and as it will be. */
export function TermDifferences({ before, after }: { before: PlanTerms; after: PlanTerms }) {
  const t = useT()
  const common = useCommonT()
  const differences = useTermDifferences(before, after)
  if (differences.length === 0) return t('changedNothing')
  return (
    <dl className={classes['differences']}>
      {differences.map((difference) => (
        <div key={difference.key}>
          <dt>{difference.label}</dt>
          <dd>
            <del aria-label={t('before')}>
              <Lines lines={difference.before.length > 0 ? difference.before : [common('none')]} />
            </del>
            <ins aria-label={t('after')}>
              <Lines lines={difference.after.length > 0 ? difference.after : [common('none')]} />
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  )
}
