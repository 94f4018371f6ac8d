import { contractTerms, findContract } from '#modules/contracts/index.ts'
import { getStoreById, personOnPaper } from '#modules/identity/index.ts'
import { formatNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import { reader } from '#platform/context.ts'
import { dayIn } from '#platform/dates.ts'
import { publicId } from '#platform/ids.ts'
import { claimNotFound, slipNotReady } from './errors.ts'
import type { ListedClaim } from './queries.ts'
import { renderSlip } from './slip.ts'
import { faultWords } from './fault-words.ts'
import { slipReady } from './views.ts'

/** The return slip of a claim (K24). @throws slipNotReady before the plan gives it */
export async function slipOf(ctx: Context, claim: ListedClaim): Promise<Buffer> {
  const db = reader(ctx)
  const contract = await findContract(db, claim.contract_id)
  if (!contract) throw claimNotFound()
  if (!slipReady(claim, await contractTerms(ctx, contract))) throw slipNotReady()
  const store = await getStoreById(ctx, claim.store_id)
  const person = claim.purchaser_id && (await personOnPaper(db, ctx, claim.purchaser_id))
  const language = person?.language ?? 'ja'
  const base = ctx.config.PUBLIC_URL ?? `http://localhost:${ctx.config.PORT}`
  const app = store.mode === 'test' ? 'wallet/test' : 'wallet'
  const path = claim.filed_via === 'guest' ? 'claim' : `claims/${publicId('clm', claim.id)}`
  return renderSlip({
    receptionNumber: formatNumber(claim.reception_number),
    receptionUrl: `${base}/${app}/${path}`,
    warrantyNumber: formatNumber(claim.number),
    item: { code: claim.item_code, name: claim.item_name, serialNumber: claim.serial_number },
    store: { name: store.name },
    from: { name: person?.name ?? null, address: person?.address ?? null },
    fault: faultWords(claim.fault, language),
    acceptedOn: claim.decided_at && dayIn(store.timeZone, claim.decided_at),
    language,
  })
}
