import { randomInt } from 'node:crypto'
import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { seller } from '#platform/context.ts'
import { invalidField } from '#platform/errors.ts'
import { BUCKETS, newId, publicId } from '#platform/ids.ts'
import { codeKey, newPersonalCode, normalCode } from './codes.ts'
import type { BatchId } from './definition-queries.ts'
import type { CodesInput } from './definition-schemas.ts'
import { insertCodes } from './definition-writes.ts'
import { couponCodeTaken, couponStateWrong } from './errors.ts'
import { withCoupon } from './may-manage.ts'

/**
 * Makes codes that lead to a coupon: one public word, or personal codes, which are used once each and answered this
 * once. @throws couponNotFound, forbidden, couponCodeTaken, couponStateWrong
 */
export async function createCouponCodes(
  ctx: Context,
  couponId: string,
  input: z.output<typeof CodesInput>,
): Promise<{ batchId: BatchId; kind: 'personal' | 'public'; codes: string[] }> {
  const { kind } = input
  const codes =
    kind === 'public' ? [publicCode(input.code)] : Array.from({ length: input.count }, newPersonalCode)
  return withCoupon(ctx, couponId, async (tx, coupon) => {
    if (coupon.state === 'ended') throw couponStateWrong('ended', 'handed out')
    const batchId = newId<'cpb'>(randomInt(BUCKETS))
    const createdAt = ctx.clock.now()
    const made = await insertCodes(
      tx,
      codes.map((code) => ({
        ...codeKey(ctx, seller(ctx).mode, normalCode(code)),
        couponId: coupon.id,
        batchId,
        kind,
        createdAt,
      })),
    )
    // Of random codes none is ever taken; a word can be, by whomever.
    if (made < codes.length) throw couponCodeTaken()
    await audit(tx, ctx, {
      bucket: 0,
      organisationId: coupon.organisationId,
      entity: 'coupon',
      entityId: couponId,
      after: { batchId: publicId('cpb', batchId), kind, codes: codes.length },
    })
    return { batchId, kind, codes }
  })
}

function publicCode(typed: string): string {
  const code = normalCode(typed)
  if (/^[\p{L}\p{N}_]{3,40}$/u.test(code)) return code
  throw invalidField('code', 'invalid_code', 'must be 3 to 40 letters and digits')
}
