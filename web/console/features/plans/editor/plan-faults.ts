import type { Typed } from '../../../parts/number-fields.tsx'
import type { PlanForm, TermsForm } from './plan-form.ts'

export type PlanFault =
  | 'required'
  | 'fault.premium_shares'
  | 'fault.cover_twice'
  | 'fault.band_empty'
  | 'fault.bands_overlap'

/** What is missing or contradicts itself, by path: what the server would refuse, said before anything is sent. */
export function planFaults({ code, terms }: PlanForm): Record<string, PlanFault> {
  const faults: Record<string, PlanFault> = {}
  const ask = (path: string, value: Typed | string) => {
    if (typeof value === 'string' && value.trim() === '') faults[path] = 'required'
  }
  ask('code', code)
  ask('terms.name.ja', terms.name.ja)
  ask('terms.liableParty', terms.liableParty)
  for (const field of numbers) ask(`terms.${field}`, terms[field])
  for (const [i, cover] of terms.covers.entries()) {
    ask(`terms.covers.${i}.premiumShare`, cover.premiumShare)
    if (cover.start.rule === 'fixed_date') ask(`terms.covers.${i}.start.date`, cover.start.date)
  }
  if (shareSum(terms) !== 10_000) faults['terms.covers'] = 'fault.premium_shares'
  if (new Set(terms.covers.map(({ kind }) => kind)).size !== terms.covers.length) {
    faults['terms.covers'] = 'fault.cover_twice'
  }
  askPrice(terms.price, ask, faults)
  askLimits(terms, ask)
  for (const list of ['exclusions', 'clauses'] as const) {
    for (const [i, clause] of terms[list].entries()) {
      ask(`terms.${list}.${i}.code`, clause.code)
      ask(`terms.${list}.${i}.title.ja`, clause.title.ja)
      ask(`terms.${list}.${i}.text.ja`, clause.text.ja)
    }
  }
  return faults
}

export function shareSum({ covers }: Pick<TermsForm, 'covers'>): number {
  return covers.reduce((sum, { premiumShare }) => sum + Number(premiumShare), 0)
}

const numbers = [
  'termMonths',
  'freeCancellationDays',
  'retainedFee',
  'commissionBasisPoints',
  'windowToBuyDays',
  'assumedMakerWarrantyMonths',
  'waitingDays',
] as const
type Ask = (path: string, value: Typed | string) => void

function askPrice(price: TermsForm['price'], ask: Ask, faults: Record<string, PlanFault>): void {
  if (price.kind === 'fixed') ask('terms.price.premium', price.premium)
  if (price.kind === 'share') {
    ask('terms.price.basisPoints', price.basisPoints)
    ask('terms.price.minimum', price.minimum)
    ask('terms.price.roundTo', price.roundTo)
  }
  if (price.kind !== 'bands') return
  for (const [i, { from, to, premium }] of price.bands.entries()) {
    const path = `terms.price.bands.${i}`
    ask(`${path}.from`, from)
    ask(`${path}.premium`, premium)
    if (to !== '' && from !== '' && to <= from) faults[`${path}.to`] = 'fault.band_empty'
    const before = price.bands[i - 1]
    if (before && from !== '' && (before.to === '' || from < before.to))
      faults[`${path}.from`] = 'fault.bands_overlap'
  }
}

function askLimits(terms: TermsForm, ask: Ask): void {
  for (const [i, limit] of terms.limits.entries()) {
    const path = `terms.limits.${i}`
    if (limit.rule === 'falling') {
      for (const [year, share] of limit.priceShares.entries()) ask(`${path}.priceShares.${year}`, share)
    } else ask(`${path}.size.${limit.by}`, limit.size[limit.by])
  }
  if (terms.claimsLimit.period !== 'none') ask('terms.claimsLimit.count', terms.claimsLimit.count)
  if (terms.deductible.kind === 'amount') ask('terms.deductible.amount', terms.deductible.amount)
  if (terms.deductible.kind === 'share') ask('terms.deductible.basisPoints', terms.deductible.basisPoints)
}
