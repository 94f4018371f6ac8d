import { z } from 'zod'
import { InstantOutput } from '#platform/dates.ts'
import { Currency } from '#platform/money.ts'
import { PageQuery, pageOf } from '#platform/paging.ts'
import { idText, text } from '#platform/text.ts'
import { CouponTerms } from './schemas.ts'

export const CouponCode = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/, 'must be 1 to 60 small letters, digits and hyphens')
  .meta({ description: 'Short name of a coupon inside its organisation', examples: ['summer-10'] })
export const CouponState = z.enum(['draft', 'running', 'paused', 'ended']).meta({ id: 'CouponState' })

const terms = CouponTerms.meta({ id: 'CouponTermsRequest' })
export const CouponInput = z
  .strictObject({ code: CouponCode, currency: Currency.default('JPY'), terms })
  .meta({ id: 'CouponRequest' })
export const CouponChange = z.strictObject({ terms }).meta({ id: 'CouponChange' })
export const CouponParams = z.object({ couponId: idText('cpn') })

const most = z.int().min(1).max(Number.MAX_SAFE_INTEGER).nullable().optional()
export const CouponLimits = z
  .strictObject({ uses: most, usesPerBuyer: most, amount: most })
  .refine((limits) => Object.values(limits).some((limit) => limit !== undefined), {
    error: 'must name at least one limit',
    params: { code: 'no_limit' },
  })
  .meta({ id: 'CouponLimitsRequest', description: 'What is left out stays; null: no limit any more' })
export const CouponStateChange = z
  .strictObject({ state: z.enum(['running', 'paused', 'ended']) })
  .meta({ id: 'CouponStateRequest' })

const Count = z.int().min(0)
export const CouponBudget = z
  .object({
    maxUses: Count.nullable(),
    heldUses: Count,
    committedUses: Count,
    maxAmount: Count.nullable(),
    heldAmount: Count,
    committedAmount: Count,
  })
  .meta({
    id: 'CouponBudget',
    description:
      'Held: a payment is under way; committed: paid. Money in minor units, as the coupons took it',
  })
export const CouponView = z
  .object({
    id: idText('cpn'),
    code: CouponCode,
    currency: Currency,
    state: CouponState,
    terms: CouponTerms.meta({ id: 'CouponTermsView' }),
    budget: CouponBudget,
    createdAt: InstantOutput,
    endedAt: InstantOutput.nullable(),
  })
  .meta({ id: 'Coupon' })
export const CouponPage = pageOf(CouponView, 'CouponPage')

/** What buyers and strangers still have of a coupon. */
export const CouponOut = z
  .object({
    heldUses: Count.meta({ description: 'Payments under way; they are finished either way' }),
    wallets: Count.meta({ description: 'Holdings in wallets' }),
    unusedCodes: Count.meta({ description: 'Personal codes neither used nor revoked' }),
    publicCodes: Count,
  })
  .meta({ id: 'CouponOut' })

export const CodeBatch = z
  .object({
    batchId: idText('cpb'),
    kind: z.enum(['personal', 'public']),
    codes: Count,
    claimed: Count.meta({ description: 'Put into a wallet' }),
    used: Count,
    revoked: Count,
    createdAt: InstantOutput,
  })
  .meta({ id: 'CouponCodeBatch' })
export const CodeBatches = z
  .object({ items: z.array(CodeBatch), nextCursor: z.string().nullable() })
  .meta({ id: 'CouponCodeBatches' })
export const CodesInput = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('personal'), count: z.int().min(1).max(10_000) }),
    z.strictObject({
      kind: z.literal('public'),
      code: text(80, 3).meta({ description: '3 to 40 letters and digits', examples: ['SUMMER10'] }),
    }),
  ])
  .meta({ id: 'CouponCodesRequest' })
export const NewCodes = z
  .object({
    batchId: idText('cpb'),
    kind: z.enum(['personal', 'public']),
    codes: z.array(z.string()).meta({ description: 'Shown this once: only keyed hashes are kept' }),
  })
  .meta({ id: 'NewCouponCodes' })
export const CodesRevoked = z.object({ revoked: Count }).meta({ id: 'CouponCodesRevoked' })
export const BatchParams = CouponParams.extend({ batchId: idText('cpb') })

export const CouponUseView = z
  .object({
    settlementId: idText('stl'),
    state: z.enum(['held', 'committed', 'released', 'restored']),
    amount: Count,
    returned: Count,
    heldAt: InstantOutput,
    endedAt: InstantOutput.nullable(),
  })
  .meta({ id: 'CouponUse' })
export const CouponUsePage = pageOf(CouponUseView, 'CouponUsePage')
export const UsesQuery = PageQuery
