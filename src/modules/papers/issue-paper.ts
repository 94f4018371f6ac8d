import type { Paper, ReturnPaper } from '#modules/tax/index.ts'
import { auditRows } from '#platform/audit.ts'
import { newNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { OrganisationId, PaperId, PurchaserId, StoreId } from '#platform/ids.ts'
import { newId } from '#platform/ids.ts'
import type { Rows } from '#platform/rows.ts'
import type { IssuedPaper, PaidBy } from './schemas.ts'

/** A paper before it has a number: `makePaper` is given the number that it prints. */
export type PaperInput = {
  /** Of the subject: the paper lies in the same bucket. */
  bucket: number
  organisationId: OrganisationId
  storeId: StoreId
  purchaserId: PurchaserId | null
  /** What stands on it beside the tax paper; of the merchant's profile, as it was on the day. */
  issuerAddress?: string | null
  issuerPhone?: string | null
  /** Who supplied the goods, where somebody else issues the paper. */
  supplier?: string | null
  subject: { kind: string; id: string }
  issueRoute: 'own' | 'agency' | 'intermediary'
  currency: string
  issuedAt: InstantText
  paidBy: readonly PaidBy[]
  /** True where 50,000 yen or more without tax were taken in cash: a box for the revenue stamp is printed. */
  revenueStamp: boolean
  /** The paper whose place this one takes. */
  replaces?: PaperId
  makePaper(number: string): Paper | ReturnPaper
}

/**
 * Adds a paper to the rows of the caller's transaction, with its audit row. Its number has the bucket in its first two
 * symbols and is given to `makePaper` as it is stored, without hyphens.
 */
export function addPaper(ctx: Context, rows: Rows, input: PaperInput): { id: PaperId; number: string } {
  const { bucket, organisationId, subject } = input
  const id: PaperId = newId(bucket)
  const number = newNumber(bucket)
  const content = input.makePaper(number)
  const paper: IssuedPaper = {
    content,
    currency: input.currency,
    issuerAddress: input.issuerAddress ?? null,
    issuerPhone: input.issuerPhone ?? null,
    supplier: input.supplier ?? null,
    paidBy: [...input.paidBy],
    revenueStamp: input.revenueStamp,
  }
  rows.add('papers', {
    bucket,
    id,
    number,
    kind: content.kind,
    organisation_id: organisationId,
    store_id: input.storeId,
    purchaser_id: input.purchaserId,
    subject_kind: subject.kind,
    subject_id: subject.id,
    issue_route: input.issueRoute,
    paper,
    issued_at: input.issuedAt,
    replaces_id: input.replaces ?? null,
  })
  const entry = { bucket, organisationId, entity: 'paper', entityId: id }
  const after = { number, kind: content.kind, subject, due: content.due, currency: input.currency }
  rows.add('audit_entries', ...auditRows(ctx, [{ ...entry, after }]))
  return { id, number }
}
