import type { PlanTerms } from '#api/types.ts'
import { useT } from '../../messages.ts'
import classes from '../parts.module.css'
import { Clauses } from './clauses.tsx'
import { useTermLines } from './term-lines.ts'
import type { TermLines } from './term-lines.ts'

/** Everything that a version of a plan says, in plain words. */
export function TermsInWords({ terms }: { terms: PlanTerms }) {
  const shown = useTermLines(terms).filter(
    ({ key }) => key !== 'name' && (key !== 'clauses' || terms.clauses.length > 0),
  )
  return (
    <dl className={classes['words']}>
      {shown.map((term) => (
        <div key={term.key}>
          <dt>{term.label}</dt>
          <dd>
            <Said term={term} terms={terms} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Said({ term: { key, lines }, terms }: { term: TermLines; terms: PlanTerms }) {
  const t = useT()
  if (key === 'exclusions') return <Clauses clauses={terms.exclusions} none={t('terms.exclusionsNone')} />
  if (key === 'clauses') return <Clauses clauses={terms.clauses} none="" />
  return <Lines lines={lines} />
}

/** One sentence as it is, several as a list. */
export function Lines({ lines }: { lines: readonly string[] }) {
  if (lines.length < 2) return lines[0]
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
