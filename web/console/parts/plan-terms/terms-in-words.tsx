import type { ReactNode } from 'react'
import type { PlanTerms } from '#api/types.ts'
import { useT } from '../../messages.ts'
import classes from '../parts.module.css'
import { Clauses } from './clauses.tsx'
import { usePlanWords } from './plan-words.ts'

/** Everything that a version of a plan says, in plain words. */
export function TermsInWords({ terms }: { terms: PlanTerms }) {
  const t = useT()
  const words = usePlanWords(terms.currency)
  const covers = terms.covers.map((cover) =>
    t('terms.cover', {
      kind: words.cover(cover.kind),
      start: words.start(cover.start),
      term: cover.termMonths === null ? t('terms.untilPlanEnds') : words.months(cover.termMonths),
      share: terms.covers.length > 1 ? words.share(cover.premiumShare) : null,
    }),
  )
  const limits = [
    ...terms.limits.map(words.limit),
    ...(terms.claimsLimit
      ? [t(`terms.claims.${terms.claimsLimit.period}`, { count: terms.claimsLimit.count })]
      : []),
  ]
  const exchange = [
    ...(terms.exchangeThreshold === null
      ? []
      : [t('terms.exchange', { share: words.share(terms.exchangeThreshold) })]),
    t(`terms.afterExchange.${terms.afterExchange}`),
  ]
  const buying = [
    terms.windowToBuyDays > 0 ? t('terms.window', { days: terms.windowToBuyDays }) : t('terms.windowNone'),
    ...(terms.waitingDays > 0 ? [t('terms.waiting', { days: terms.waitingDays })] : []),
    ...(terms.addsRepairDays ? [t('terms.addsRepairDays')] : []),
    t('terms.assumedMaker', { term: words.months(terms.assumedMakerWarrantyMonths) }),
  ]
  return (
    <dl className={classes['words']}>
      <Term label={t('terms.term')}>{words.months(terms.termMonths)}</Term>
      <Term label={t('terms.covers')}>{covers}</Term>
      <Term label={t('terms.premium')}>{words.price(terms.price)}</Term>
      <Term label={t('terms.limits')}>{limits.length > 0 ? limits : [t('terms.limit.none')]}</Term>
      <Term label={t('terms.deductible')}>{words.deductible(terms.deductible)}</Term>
      <Term label={t('terms.exchangeTitle')}>{exchange}</Term>
      <Term label={t('terms.remedies')}>
        {terms.remedies.map((remedy) => t(`remedy.${remedy}`)).join(t('terms.then'))}
      </Term>
      <Term label={t('terms.exclusions')}>
        <Clauses clauses={terms.exclusions} none={t('terms.exclusionsNone')} />
      </Term>
      {terms.clauses.length > 0 && (
        <Term label={t('terms.clauses')}>
          <Clauses clauses={terms.clauses} none="" />
        </Term>
      )}
      <Term label={t('terms.liable')}>
        {t('terms.liableText', { party: terms.liableParty, provider: t(`provider.${terms.provider}`) })}
        {terms.backedBy !== null && <div>{t('terms.backedBy', { party: terms.backedBy })}</div>}
      </Term>
      <Term label={t('terms.cancelTitle')}>{words.cancellation(terms)}</Term>
      <Term label={t('terms.other')}>{buying}</Term>
    </dl>
  )
}

function Term({ label, children }: { label: string; children: ReactNode | string[] }) {
  const several =
    Array.isArray(children) && children.every((child) => typeof child === 'string') ? children : null
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {several === null || several.length === 1 ? (
          children
        ) : (
          <ul>
            {several.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </dd>
    </div>
  )
}
