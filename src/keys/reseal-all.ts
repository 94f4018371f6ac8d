import type { Context } from '#platform/context.ts'
import { resealPlace } from '#platform/sealed-places.ts'
import { sealedPlaces } from '#src/sealed-places.ts'

/** Seals everything that is under an older key anew under the newest, while the product runs. */
export async function resealAll(
  ctx: Context,
  told: (place: string, done: number) => void = () => {},
  portion?: number,
): Promise<number> {
  let sum = 0
  for (const place of sealedPlaces)
    sum += await resealPlace(ctx, place, (done) => told(`${place.table}.${place.column}`, done), portion)
  return sum
}
