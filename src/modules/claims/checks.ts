import type { Cause, ContractClaimRow, Covered, Left, Terms } from '#modules/contracts/index.ts'
import { coverStatus, leftOn, usesOf } from '#modules/contracts/index.ts'
import type { Day } from '#platform/dates.ts'
import { addDays } from '#platform/dates.ts'

/** The checks of a claim in their order, each with the codes that it refuses by (domain, section 3; K25 to K27). */
export const checks = {
  number: ['warranty_number_unknown'],
  person: ['person_mismatch'],
  product: ['product_mismatch', 'serial_mismatch'],
  term: ['contract_not_in_force', 'cover_not_begun', 'cover_over'],
  cause: ['cause_not_covered'],
  exclusion: ['excluded'],
  limit: ['limit_used_up'],
  claims: ['claims_used_up'],
  open_claim: ['claim_already_open'],
  waiting: ['waiting_days'],
} as const
export type Check = keyof typeof checks
export type RefusalCode = (typeof checks)[Check][number]
export const checkNames = Object.keys(checks) as Check[]
export const refusalCodes = Object.values(checks).flat() as RefusalCode[]

/** What is asked: a fault on a covered unit. */
export type Asked = {
  itemCode: string | null
  serialNumber: string | null
  cause: Cause
  fault: string
  lossOn: Day
  /** Codes of exclusions that apply, as far as the claimant knows. */
  circumstances: readonly string[]
}
/** What is known of the contract that the number names. */
export type Known = {
  state: string
  itemCode: string
  serialNumber: string | null
  covered: Covered
  claims: readonly ContractClaimRow[]
  personMatches: boolean
}
export type Refusal = { check: Check; code: RefusalCode; clause: Terms['exclusions'][number] | null }
export type Verdict = { refusal: Refusal | null; left: Left | null }

/**
 * Runs the checks in order and stops at the first that fails. Pure: the same answer before filing and on filing.
 * @param provoked a check's code that a test organisation wants to see refused, at its place in the order
 */
export function checkClaim(asked: Asked, known: Known | undefined, provoked?: string): Verdict {
  const left =
    known === undefined ? null : leftOn(known.covered, usesOf(known.claims), asked.cause, asked.lossOn)
  for (const check of checkNames) {
    const found = (checks[check] as readonly string[]).includes(provoked ?? '')
      ? { code: provoked as RefusalCode }
      : known === undefined || left === null
        ? { code: 'warranty_number_unknown' as const }
        : rules[check](asked, known, left)
    if (found) return { refusal: { check, code: found.code, clause: clauseOf(found) }, left }
  }
  return { refusal: null, left }
}

type Found = { code: RefusalCode; clause?: Terms['exclusions'][number] } | undefined

function clauseOf(found: NonNullable<Found>): Refusal['clause'] {
  return found.clause ?? null
}

const rules: Record<Check, (asked: Asked, known: Known, left: Left) => Found> = {
  number: () => undefined,
  person: (_asked, known) => (known.personMatches ? undefined : { code: 'person_mismatch' }),
  product(asked, known) {
    if (asked.itemCode !== null && asked.itemCode !== known.itemCode) return { code: 'product_mismatch' }
    if (asked.serialNumber === null || known.serialNumber === null) return undefined
    return plainSerial(asked.serialNumber) === plainSerial(known.serialNumber)
      ? undefined
      : { code: 'serial_mismatch' }
  },
  term({ lossOn }, { state, covered }) {
    if (state !== 'in_force') return { code: 'contract_not_in_force' }
    const found = covered.covers.map((cover) => coverStatus(cover, lossOn))
    if (found.includes('active')) return undefined
    return { code: found.includes('scheduled') ? 'cover_not_begun' : 'cover_over' }
  },
  cause({ cause, lossOn }, { covered }) {
    const of = covered.covers.filter((cover) => cover.kind === cause)
    return of.some((cover) => coverStatus(cover, lossOn) === 'active')
      ? undefined
      : { code: 'cause_not_covered' }
  },
  exclusion({ circumstances }, { covered }) {
    const clause = covered.terms.exclusions.find(({ code }) => circumstances.includes(code))
    return clause && { code: 'excluded', clause }
  },
  limit: (_asked, _known, left) => (left.most === 0 ? { code: 'limit_used_up' } : undefined),
  claims: (_asked, _known, left) => (left.claims?.left === 0 ? { code: 'claims_used_up' } : undefined),
  open_claim: ({ cause, fault }, { claims }) =>
    claims.some((claim) => claim.state === 'open' && claim.cause === cause && claim.fault === fault)
      ? { code: 'claim_already_open' }
      : undefined,
  waiting({ cause, lossOn }, { covered }) {
    const cover = covered.covers.find(({ kind }) => kind === cause)
    return cover !== undefined && lossOn < addDays(cover.startsOn, covered.terms.waitingDays)
      ? { code: 'waiting_days' }
      : undefined
  },
}

/** Serial numbers as people type them: width, case, spaces and hyphens do not count. */
function plainSerial(typed: string): string {
  return typed.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '')
}
