import { symbolsOf } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import type { PurchaseId } from '#platform/ids.ts'
import { sameSecret } from '#platform/secrets.ts'

/**
 * The pick-up code (受取番号) of a purchase for nobody: eight symbols of a keyed hash of its id. It is derived, not
 * stored, so the same report answers the same code and no table gives codes away.
 */
export function pickUpCode(ctx: Context, purchaseId: PurchaseId): string {
  const symbols = symbolsOf(ctx.secrets.keyedHash('pick-up', purchaseId), 8)
  return `${symbols.slice(0, 4)}-${symbols.slice(4)}`
}

export function isPickUpCode(ctx: Context, purchaseId: PurchaseId, typed: string): boolean {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return sameSecret(Buffer.from(plain), Buffer.from(pickUpCode(ctx, purchaseId).replace('-', '')))
}
