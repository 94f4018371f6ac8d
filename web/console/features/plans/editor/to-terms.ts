import type { PlanTerms } from '#api/types.ts'
import type { Clause, StartRule } from '../../../types.ts'
import type { ClauseForm, CoverForm, LimitForm, LocalForm, TermsForm } from './plan-form.ts'

/** The terms that a form says. Numbers not yet typed count as nothing, so that a half-written plan can be read too. */
export function toTerms(form: TermsForm): PlanTerms {
  return {
    name: words(form.name),
    provider: form.provider,
    liableParty: form.liableParty.trim(),
    backedBy: form.backedBy.trim() === '' ? null : form.backedBy.trim(),
    currency: form.currency,
    termMonths: Number(form.termMonths),
    covers: form.covers.map((cover) => ({
      kind: cover.kind,
      start: start(cover.start),
      termMonths: cover.termMonths === '' ? null : cover.termMonths,
      premiumShare: Number(cover.premiumShare),
    })),
    price: price(form.price),
    limits: form.limits.map(limit),
    claimsLimit:
      form.claimsLimit.period === 'none'
        ? null
        : { period: form.claimsLimit.period, count: Number(form.claimsLimit.count) },
    deductible: deductible(form.deductible),
    exchangeThreshold: form.exchangeThreshold === '' ? null : form.exchangeThreshold,
    afterExchange: form.afterExchange,
    exclusions: form.exclusions.map(clause),
    clauses: form.clauses.map(clause),
    freeCancellationDays: Number(form.freeCancellationDays),
    retainedFee: Number(form.retainedFee),
    commissionBasisPoints: Number(form.commissionBasisPoints),
    windowToBuyDays: Number(form.windowToBuyDays),
    assumedMakerWarrantyMonths: Number(form.assumedMakerWarrantyMonths),
    waitingDays: Number(form.waitingDays),
    addsRepairDays: form.addsRepairDays,
    remedies: form.remedies,
    claimSteps: form.claimSteps,
    slip: form.slip,
  }
}

function words({ ja, en, zh }: LocalForm): PlanTerms['name'] {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  return { ja: ja.trim(), en: orNull(en), zh: orNull(zh) }
}

function start({ rule, date }: CoverForm['start']): StartRule {
  return rule === 'fixed_date' ? { rule, date } : { rule }
}

function price(form: TermsForm['price']): PlanTerms['price'] {
  if (form.kind === 'fixed') return { kind: 'fixed', premium: Number(form.premium) }
  if (form.kind === 'share') {
    return {
      kind: 'share',
      basisPoints: Number(form.basisPoints),
      minimum: Number(form.minimum),
      roundTo: Math.max(1, Number(form.roundTo)),
    }
  }
  return {
    kind: 'bands',
    bands: form.bands.map(({ from, to, premium }) => ({
      from: Number(from),
      to: to === '' ? null : to,
      premium: Number(premium),
    })),
  }
}

function limit({ rule, cause, by, size, priceShares }: LimitForm): PlanTerms['limits'][number] {
  if (rule === 'falling') return { rule, cause, priceShares: priceShares.map(Number) }
  return {
    rule,
    cause,
    size: by === 'amount' ? { amount: Number(size.amount) } : { priceShare: Number(size.priceShare) },
  }
}

function deductible({ kind, amount, basisPoints }: TermsForm['deductible']): PlanTerms['deductible'] {
  if (kind === 'amount') return { kind, amount: Number(amount) }
  if (kind === 'share') return { kind, basisPoints: Number(basisPoints) }
  return { kind }
}

function clause({ code, title, text }: ClauseForm): Clause {
  return { code, title: words(title), text: words(text) }
}
