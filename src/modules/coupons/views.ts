import type { z } from 'zod'
import { publicId } from '#platform/ids.ts'
import type { Batch, Budget, ListedUse } from './definition-queries.ts'
import type { CodeBatch, CouponUseView, CouponView } from './definition-schemas.ts'
import type { Coupon } from './definitions.ts'

export function couponView(coupon: Coupon, budget: Budget): z.input<typeof CouponView> {
  const { code, currency, state, terms, createdAt, endedAt } = coupon
  return { id: publicId('cpn', coupon.id), code, currency, state, terms, budget, createdAt, endedAt }
}

export function batchView({ id, ...batch }: Batch): z.input<typeof CodeBatch> {
  return { batchId: publicId('cpb', id), ...batch }
}

export function useView({ settlementId, ...use }: ListedUse): z.input<typeof CouponUseView> {
  return { settlementId: publicId('stl', settlementId), ...use }
}
