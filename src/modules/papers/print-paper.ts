import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { countPrints, lockPaper } from './queries.ts'
import { seePaper } from './see-paper.ts'
import { insertPrint } from './writes.ts'

/** Counts a printing. Every one after the first is a reprint (再発行). @throws paperNotFound */
export async function printPaper(ctx: Context, paperId: string): Promise<{ n: number; reprint: boolean }> {
  return inTransaction(ctx, async (tx) => {
    const { row } = await seePaper({ ...ctx, tx }, paperId)
    await lockPaper(tx, row.id)
    const n = (await countPrints(tx, row.id)) + 1
    await insertPrint(tx, ctx, row.id, n)
    await audit(tx, ctx, {
      bucket: row.bucket,
      organisationId: row.organisationId,
      entity: 'paper',
      entityId: row.id,
      after: { print: n },
    })
    return { n, reprint: n > 1 }
  })
}
