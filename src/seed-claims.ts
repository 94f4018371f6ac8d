import { sql } from 'kysely'
import { decideClaim, fileClaim } from '#modules/claims/index.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import { dayIn } from '#platform/dates.ts'
import type { ContractId, PurchaserId } from '#platform/ids.ts'
import { demoClaims } from './demo/claims.ts'

type Covered = { id: ContractId; purchaser_id: PurchaserId; time_zone: string }

/** Files the demo's claims as their buyer does in the wallet, so that the claims desk is not empty at first sight. */
export async function fileDemoClaims(ctx: Context): Promise<void> {
  for (const claim of demoClaims) {
    const { rows } = await sql<Covered>`
      select c.id, c.purchaser_id, s.time_zone from contracts c
      join purchases p on p.bucket = c.bucket and p.id = c.purchase_id join stores s on s.id = c.store_id
      where p.reference = ${claim.reference}`.execute(reader(ctx))
    const [contract] = rows
    if (!contract) throw new Error(`the demo has no cover on ${claim.reference}`)
    const day = Temporal.Instant.from(ctx.clock.now()).subtract({ hours: 24 * claim.daysAgo })
    const id = await fileClaim(ctx, {
      contractId: contract.id,
      asked: {
        itemCode: null,
        serialNumber: null,
        cause: claim.cause,
        fault: claim.fault,
        lossOn: dayIn(contract.time_zone, day.toString()),
        circumstances: [],
      },
      description: claim.description,
      purchaserId: contract.purchaser_id,
      personMatches: true,
      via: 'wallet',
      estimate: null,
      followHash: null,
    })
    if (claim.estimate === null) continue
    await decideClaim(ctx, id, async () => true, {
      decision: 'accept',
      estimate: claim.estimate,
      route: null,
      goodwill: false,
      note: null,
      version: null,
    })
  }
}
