import type { z } from 'zod'
import { formatNumber } from '#platform/codes.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import type { SettlementId } from '#platform/ids.ts'
import { newId } from '#platform/ids.ts'
import { couponsUsed } from './amounts.ts'
import type { GivenBack } from './give-back.ts'
import { endedCovers, giveBack } from './give-back.ts'
import type { Refundable } from './held-settlement.ts'
import { expectRefundable, holdForRefund } from './held-settlement.ts'
import { unitsAsked } from './refund-model.ts'
import type { RefundPreview, RefundPreviewInput } from './refund-schemas.ts'
import { canBeVoided } from './void-settlement.ts'

type View = z.input<typeof RefundPreview>

/** Below this sum of one refund, tax included, no return invoice is owed. */
const owedFrom = 10_000

/** Carries what a preview found out of a transaction that must leave nothing behind. */
class TakenBack extends Error {
  readonly view: View
  constructor(view: View) {
    super('a preview leaves nothing behind')
    this.view = view
  }
}

/**
 * What a refund would do. It is the refund itself in a transaction that is rolled back, so it cannot say anything but
 * what the refund does.
 */
export async function previewSettlementRefund(
  ctx: Context,
  id: SettlementId | undefined,
  input: z.output<typeof RefundPreviewInput>,
): Promise<View> {
  try {
    return await inTransaction(ctx, async (tx): Promise<View> => {
      const within = { ...ctx, tx }
      const found = await holdForRefund(tx, within, id)
      expectRefundable(found)
      const { held, refunds, now } = found
      const kind = input.lines === undefined && canBeVoided(found) ? 'void' : 'refund'
      const before = await endedCovers(tx, held.settlement)
      const endedBefore = new Set(before.map(({ number }) => number))
      const given = await giveBack(
        tx,
        within,
        held,
        refunds,
        {
          kind,
          reference: `preview ${newId(0)}`,
          reason: 'preview',
          units: unitsAsked(held.lines, held.settlement.returned, input.lines),
          register: null,
          expectedAmount: undefined,
        },
        now,
      )
      throw new TakenBack(viewOf(found, kind, given, endedBefore))
    })
  } catch (error) {
    if (error instanceof TakenBack) return error.view
    throw error
  }
}

function viewOf(
  { held: { settlement, tenders } }: Refundable,
  kind: View['kind'],
  { amounts, tenders: parts, whole, ended, shares }: GivenBack,
  endedBefore: ReadonlySet<string>,
): View {
  const invoice = settlement.tax_profile.status === 'registered'
  return {
    kind,
    amount: amounts.debit,
    tax: amounts.tax,
    tenders: tenders.flatMap((tender, i) => {
      const amount = parts[i] ?? 0
      return amount === 0 ? [] : [{ kind: tender.kind, amount }]
    }),
    couponsRestored: whole ? couponsUsed(settlement.coupons, 'restored') : [],
    couponsShare: settlement.coupons.used.reduce(
      (sum, { funder }, i) => sum + (funder === 'shop' ? 0 : (shares[i] ?? 0)),
      0,
    ),
    contractsEnded: ended
      .filter(({ number }) => !endedBefore.has(number))
      .map(({ number }) => formatNumber(number)),
    returnInvoice: {
      owed: invoice && amounts.due >= owedFrom,
      voluntary: !invoice || amounts.due < owedFrom,
    },
  }
}
