import type { PlanTerms } from '#api/types.ts'
import type { Typed } from '../../../parts/number-fields.tsx'
import type { Clause } from '../../../types.ts'

/**
 * A plan while it is being written. Fields stand at the same paths as in the API, so that a refusal of the server
 * finds its field; what the API says by absence or by one of several shapes has a field of its own here.
 */
export type PlanForm = { code: string; terms: TermsForm }
export type LocalForm = { ja: string; en: string; zh: string }
export type CoverForm = {
  kind: 'natural_failure' | 'physical_damage'
  start: { rule: PlanTerms['covers'][number]['start']['rule']; date: string }
  termMonths: Typed
  premiumShare: Typed
}
export type BandForm = { from: Typed; to: Typed; premium: Typed }
export type LimitForm = {
  rule: PlanTerms['limits'][number]['rule']
  cause: PlanTerms['limits'][number]['cause']
  by: 'priceShare' | 'amount'
  size: { amount: Typed; priceShare: Typed }
  priceShares: Typed[]
}
export type ClauseForm = { code: string; title: LocalForm; text: LocalForm }
export type TermsForm = {
  name: LocalForm
  provider: PlanTerms['provider']
  liableParty: string
  backedBy: string
  currency: string
  termMonths: Typed
  covers: CoverForm[]
  price: {
    kind: PlanTerms['price']['kind']
    premium: Typed
    basisPoints: Typed
    minimum: Typed
    roundTo: Typed
    bands: BandForm[]
  }
  limits: LimitForm[]
  claimsLimit: { period: 'none' | 'term' | 'cover_year'; count: Typed }
  deductible: { kind: PlanTerms['deductible']['kind']; amount: Typed; basisPoints: Typed }
  exchangeThreshold: Typed
  afterExchange: PlanTerms['afterExchange']
  exclusions: ClauseForm[]
  clauses: ClauseForm[]
  freeCancellationDays: Typed
  retainedFee: Typed
  commissionBasisPoints: Typed
  windowToBuyDays: Typed
  assumedMakerWarrantyMonths: Typed
  waitingDays: Typed
  addsRepairDays: boolean
  remedies: PlanTerms['remedies']
  claimSteps: PlanTerms['claimSteps']
  slip: PlanTerms['slip']
}

/** What a repair goes through, in this order; a plan may leave steps out. */
export const claimSteps = [
  'awaiting_payment',
  'awaiting_return',
  'received',
  'in_repair',
  'repaired',
  'shipped',
] as const satisfies PlanTerms['claimSteps']

const noWords: LocalForm = { ja: '', en: '', zh: '' }
export const blankBand: BandForm = { from: '', to: '', premium: '' }
export const blankLimit: LimitForm = {
  rule: 'per_repair',
  cause: 'all',
  by: 'priceShare',
  size: { amount: '', priceShare: 10_000 },
  priceShares: [10_000, 8000, 6000, 4000, 2000],
}

/** A clause gets a number of its own, kept for as long as the clause is. */
export function newClause(taken: readonly ClauseForm[], prefix: string): ClauseForm {
  let n = taken.length + 1
  while (taken.some(({ code }) => code === `${prefix}-${n}`)) n += 1
  return { code: `${prefix}-${n}`, title: noWords, text: noWords }
}

export function newCover(covers: readonly CoverForm[]): CoverForm {
  const hasFailure = covers.some(({ kind }) => kind === 'natural_failure')
  const left = 10_000 - covers.reduce((sum, { premiumShare }) => sum + Number(premiumShare), 0)
  return {
    kind: hasFailure ? 'physical_damage' : 'natural_failure',
    start: { rule: hasFailure ? 'purchase' : 'after_maker_warranty', date: '' },
    termMonths: '',
    premiumShare: Math.max(0, left),
  }
}

/** @param liableParty the organisation that writes the plan; usually it is the one that owes the warranty */
export function blankPlan(liableParty: string, currency: string): PlanForm {
  return {
    code: '',
    terms: {
      name: noWords,
      provider: 'seller',
      liableParty,
      backedBy: '',
      currency,
      termMonths: 60,
      covers: [newCover([])],
      price: { kind: 'share', premium: '', basisPoints: 500, minimum: 500, roundTo: 10, bands: [blankBand] },
      limits: [blankLimit],
      claimsLimit: { period: 'none', count: '' },
      deductible: { kind: 'none', amount: '', basisPoints: '' },
      exchangeThreshold: 10_000,
      afterExchange: 'cover_ends',
      exclusions: [],
      clauses: [],
      freeCancellationDays: 8,
      retainedFee: 0,
      commissionBasisPoints: 0,
      windowToBuyDays: 0,
      assumedMakerWarrantyMonths: 12,
      waitingDays: 0,
      addsRepairDays: false,
      remedies: ['repair_request'],
      claimSteps: [...claimSteps],
      slip: 'on_acceptance',
    },
  }
}

export function fromTerms(code: string, terms: PlanTerms): PlanForm {
  const { price, deductible } = terms
  const blank = blankPlan(terms.liableParty, terms.currency).terms
  return {
    code,
    terms: {
      ...blank,
      ...terms,
      name: localForm(terms.name),
      backedBy: terms.backedBy ?? '',
      covers: terms.covers.map((cover) => ({
        ...cover,
        start: { rule: cover.start.rule, date: cover.start.rule === 'fixed_date' ? cover.start.date : '' },
        termMonths: cover.termMonths ?? '',
      })),
      price: {
        ...blank.price,
        ...price,
        bands:
          price.kind === 'bands'
            ? price.bands.map((band) => ({ ...band, to: band.to ?? '' }))
            : blank.price.bands,
      },
      limits: terms.limits.map((limit) => {
        if (limit.rule === 'falling') return { ...blankLimit, ...limit }
        const by = 'amount' in limit.size ? ('amount' as const) : ('priceShare' as const)
        return { ...blankLimit, ...limit, by, size: { amount: '', priceShare: '', ...limit.size } }
      }),
      claimsLimit: terms.claimsLimit ?? blank.claimsLimit,
      deductible: { ...blank.deductible, ...deductible },
      exchangeThreshold: terms.exchangeThreshold ?? '',
      exclusions: terms.exclusions.map(clauseForm),
      clauses: terms.clauses.map(clauseForm),
    },
  }
}

function localForm({ ja, en, zh }: PlanTerms['name']): LocalForm {
  return { ja, en: en ?? '', zh: zh ?? '' }
}

function clauseForm({ code, title, text }: Clause): ClauseForm {
  return { code, title: localForm(title), text: localForm(text) }
}
