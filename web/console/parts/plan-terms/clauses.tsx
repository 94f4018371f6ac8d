import { IconChevronRight } from '@tabler/icons-react'
import { useLanguage } from '#kit/i18n/language.tsx'
import type { Clause } from '../../types.ts'
import { localText } from '../local-text.ts'
import classes from '../parts.module.css'

/** Clauses by their titles, the full text one press away. */
export function Clauses({ clauses, none }: { clauses: readonly Clause[]; none: string }) {
  const { language } = useLanguage()
  if (clauses.length === 0) return none
  return clauses.map((clause) => (
    <details key={clause.code} className={classes['clause']}>
      <summary>
        <IconChevronRight size={16} aria-hidden />
        {localText(clause.title, language)}
      </summary>
      <p>{localText(clause.text, language)}</p>
    </details>
  ))
}
