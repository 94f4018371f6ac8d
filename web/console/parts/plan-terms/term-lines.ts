import type { PlanTerms } from '#api/types.ts'
import { useT } from '../../messages.ts'
import { usePlanWords } from './plan-words.ts'

export type TermKey =
  | 'name'
  | 'term'
  | 'covers'
  | 'premium'
  | 'limits'
  | 'deductible'
  | 'exchange'
  | 'remedies'
  | 'steps'
  | 'slip'
  | 'exclusions'
  | 'clauses'
  | 'liable'
  | 'cancel'
  | 'other'
export type TermLines = { key: TermKey; label: string; lines: string[] }

/** What a version says, term by term, in sentences; everything that it fixes is in one of them. */
export function useTermLines(terms: PlanTerms): TermLines[] {
  const t = useT()
  const words = usePlanWords(terms.currency)
  const local = ({ ja, en, zh }: PlanTerms['name']) =>
    [ja, en, zh].filter((text) => text !== null).join(' / ')
  const clauses = (list: PlanTerms['clauses']) =>
    list.map(({ code, title, text }) => `${code} ${local(title)}: ${local(text)}`)
  return [
    { key: 'name', label: t('terms.name'), lines: [local(terms.name)] },
    { key: 'term', label: t('terms.term'), lines: [words.months(terms.termMonths)] },
    { key: 'covers', label: t('terms.covers'), lines: coverLines() },
    { key: 'premium', label: t('terms.premium'), lines: words.price(terms.price) },
    { key: 'limits', label: t('terms.limits'), lines: limitLines() },
    { key: 'deductible', label: t('terms.deductible'), lines: [words.deductible(terms.deductible)] },
    { key: 'exchange', label: t('terms.exchangeTitle'), lines: exchangeLines() },
    { key: 'remedies', label: t('terms.remedies'), lines: [remedyLine()] },
    { key: 'steps', label: t('terms.steps'), lines: [stepsLine()] },
    { key: 'slip', label: t('terms.slip'), lines: [t(`terms.slip.${terms.slip}`)] },
    { key: 'exclusions', label: t('terms.exclusions'), lines: clauses(terms.exclusions) },
    { key: 'clauses', label: t('terms.clauses'), lines: clauses(terms.clauses) },
    { key: 'liable', label: t('terms.liable'), lines: liableLines() },
    { key: 'cancel', label: t('terms.cancelTitle'), lines: words.cancellation(terms) },
    { key: 'other', label: t('terms.other'), lines: otherLines() },
  ]

  function coverLines(): string[] {
    return terms.covers.map((cover) =>
      t('terms.cover', {
        kind: words.cover(cover.kind),
        start: words.start(cover.start),
        term: cover.termMonths === null ? t('terms.untilPlanEnds') : words.months(cover.termMonths),
        share: terms.covers.length > 1 ? words.share(cover.premiumShare) : null,
      }),
    )
  }
  function limitLines(): string[] {
    const { claimsLimit } = terms
    const lines = terms.limits.map(words.limit)
    if (claimsLimit) lines.push(t(`terms.claims.${claimsLimit.period}`, { count: claimsLimit.count }))
    return lines.length > 0 ? lines : [t('terms.limit.none')]
  }
  function exchangeLines(): string[] {
    const { exchangeThreshold } = terms
    const above =
      exchangeThreshold === null ? [] : [t('terms.exchange', { share: words.share(exchangeThreshold) })]
    return [...above, t(`terms.afterExchange.${terms.afterExchange}`)]
  }
  function remedyLine(): string {
    return terms.remedies.map((remedy) => t(`remedy.${remedy}`)).join(t('terms.then'))
  }
  function stepsLine(): string {
    const { claimSteps } = terms
    return claimSteps.length > 0
      ? claimSteps.map((step) => t(`step.${step}`)).join(t('terms.then'))
      : t('terms.stepsNone')
  }
  function liableLines(): string[] {
    const party = t('terms.liableText', {
      party: terms.liableParty,
      provider: t(`provider.${terms.provider}`),
    })
    return terms.backedBy === null ? [party] : [party, t('terms.backedBy', { party: terms.backedBy })]
  }
  function otherLines(): string[] {
    return [
      terms.windowToBuyDays > 0 ? t('terms.window', { days: terms.windowToBuyDays }) : t('terms.windowNone'),
      ...(terms.waitingDays > 0 ? [t('terms.waiting', { days: terms.waitingDays })] : []),
      ...(terms.addsRepairDays ? [t('terms.addsRepairDays')] : []),
      t('terms.assumedMaker', { term: words.months(terms.assumedMakerWarrantyMonths) }),
      t('terms.currency', { currency: terms.currency }),
    ]
  }
}

export type TermDifference = { key: TermKey; label: string; before: string[]; after: string[] }

/** The terms in which two versions differ, as they were and as they are. */
export function useTermDifferences(before: PlanTerms, after: PlanTerms): TermDifference[] {
  const old = useTermLines(before)
  const now = useTermLines(after)
  return now.flatMap(({ key, label, lines }, i) => {
    const were = old[i]?.lines ?? []
    return were.join('\n') === lines.join('\n') ? [] : [{ key, label, before: were, after: lines }]
  })
}
