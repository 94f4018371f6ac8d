import type { z } from 'zod'
import type { Store } from '#modules/identity/index.ts'
import { organisationNow } from '#modules/identity/index.ts'
import type { Paper } from '#modules/tax/index.ts'
import { addressedPaper } from '#modules/tax/index.ts'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import { dayIn } from '#platform/dates.ts'
import type { PaperId } from '#platform/ids.ts'
import { Rows } from '#platform/rows.ts'
import { paperAlreadyAddressed, paperNotAddressable, paperNotFound } from './errors.ts'
import { addPaper } from './issue-paper.ts'
import type { PaperRow } from './queries.ts'
import { countPrints, findPaper, lockPaper } from './queries.ts'
import type { PaperView } from './schemas.ts'
import { seePaper } from './see-paper.ts'
import { isReturn, paperView } from './views.ts'

/**
 * Exchanges a paper for one with the name of who asks for it (宛名), once; the same name again answers the same paper.
 * @throws paperNotFound, paperAlreadyAddressed (another name stands), paperNotAddressable (a refund's)
 */
export async function addressPaper(
  ctx: Context,
  paperId: string,
  recipient: string,
): Promise<z.input<typeof PaperView>> {
  return inTransaction(ctx, async (tx) => {
    const inside = { ...ctx, tx }
    const { row: seen, store } = await seePaper(inside, paperId)
    await lockPaper(tx, seen.id)
    const row = (await findPaper(tx, seen.id)) ?? seen
    const id = await inThatName(inside, tx, { row, store, recipient })
    const named = await findPaper(tx, id)
    if (!named) throw paperNotFound()
    return paperView(named, store, await countPrints(tx, id))
  })
}

type Asked = { row: PaperRow; store: Store; recipient: string }

async function inThatName(ctx: Context, tx: Tx, asked: Asked): Promise<PaperId> {
  const { row, recipient } = asked
  const standing = row.replacedById ? await findPaper(tx, row.replacedById) : row
  if (!standing) throw paperNotFound()
  // Erasing a person takes the name away, and a paper that took another's place is not exchanged again.
  if (standing.paper.content.recipient !== null || standing.replacesId !== null) {
    if (standing.paper.content.recipient !== recipient) throw paperAlreadyAddressed()
    return standing.id
  }
  const { content } = row.paper
  if (isReturn(content) || (content.kind !== 'simplified_invoice' && content.kind !== 'receipt'))
    throw paperNotAddressable()
  return exchange(ctx, tx, asked, content)
}

async function exchange(
  ctx: Context,
  tx: Tx,
  { row, store, recipient }: Asked,
  first: Paper,
): Promise<PaperId> {
  const { bucket, organisationId, storeId, purchaserId, issueRoute } = row
  const at = await organisationNow(ctx, organisationId)
  const rows = new Rows()
  const { id, number } = addPaper(ctx, rows, {
    bucket,
    organisationId,
    storeId,
    purchaserId,
    issueRoute,
    issuerAddress: row.paper.issuerAddress,
    issuerPhone: row.paper.issuerPhone,
    supplier: row.paper.supplier,
    currency: row.paper.currency,
    paidBy: row.paper.paidBy,
    revenueStamp: row.paper.revenueStamp,
    subject: { kind: row.subjectKind, id: row.subjectId },
    issuedAt: at,
    replaces: row.id,
    makePaper: (newNumber) =>
      addressedPaper(first, { number: newNumber, recipient, issuedOn: dayIn(store.timeZone, at) }),
  })
  await rows.insert(tx)
  // The name is on the paper alone.
  await audit(tx, ctx, {
    bucket,
    organisationId,
    entity: 'paper',
    entityId: row.id,
    after: { replacedBy: number },
  })
  return id
}
