import type { PlanTerms } from '#api/types.ts'
import { useT as useCommonT } from '../../messages.ts'
import { TermsInWords } from '../../parts/plan-terms/terms-in-words.tsx'
import { Section } from '../../parts/section.tsx'
import { useT } from './messages.ts'
import classes from './plans.module.css'
import { PremiumPreview } from './premium-preview.tsx'

/** What a version says, and what it costs at several prices. */
export function TermsPanel({ terms }: { terms: PlanTerms }) {
  const t = useT()
  const common = useCommonT()
  return (
    <div className={classes['split']}>
      <Section title={common('terms.title')}>
        <TermsInWords terms={terms} />
      </Section>
      <Section title={t('preview')}>
        <PremiumPreview rule={terms.price} currency={terms.currency} />
      </Section>
    </div>
  )
}
