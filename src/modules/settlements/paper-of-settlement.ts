import type { Store } from '#modules/identity/index.ts'
import { findMerchant } from '#modules/merchants/index.ts'
import type { PaidBy, PaperInput } from '#modules/papers/index.ts'
import { addPaper } from '#modules/papers/index.ts'
import type { Amounts } from '#modules/tax/index.ts'
import { paperOf, returnPaperOf } from '#modules/tax/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { dayIn } from '#platform/dates.ts'
import { mulDivFloor } from '#platform/money.ts'
import type { PaperId } from '#platform/ids.ts'
import type { Rows } from '#platform/rows.ts'
import type { LineRow, SettlementRow, TenderRow } from './rows.ts'

type Of = {
  store: Store
  settlement: SettlementRow
  lines: readonly LineRow[]
  tenders: readonly TenderRow[]
}

/** From this sum in cash, without tax, a receipt bears a revenue stamp. */
const stampFrom = 50_000

/** The receipt of a settlement, as an invoice where the merchant is registered. */
export async function addReceipt(
  ctx: Context,
  rows: Rows,
  of: Of,
  at: InstantText,
): Promise<{ id: PaperId; number: string }> {
  const { store, settlement, lines, tenders } = of
  const { settled, tax_profile: profile, supplied_on: suppliedOn } = settlement
  const { issuer, ...input } = await issuedBy(ctx, of, at)
  return addPaper(ctx, rows, {
    ...input,
    paidBy: [
      ...settlement.coupons.used.flatMap((coupon): PaidBy[] =>
        coupon.funder === 'shop'
          ? []
          : [{ kind: 'coupon', label: coupon.name.ja, amount: coupon.taken, received: null, change: null }],
      ),
      ...tenders.map(paidBy),
    ],
    revenueStamp: cashWithoutTax(settlement, tenders) >= stampFrom,
    makePaper: (number) =>
      paperOf(settled, profile, {
        number,
        issuer,
        recipient: null,
        suppliedOn,
        issuedOn: dayIn(store.timeZone, at),
        lineNames: lines.map((line) => line.description),
      }),
  })
}

/** The paper of what comes back. */
export async function addReturnPaper(
  ctx: Context,
  rows: Rows,
  of: Of,
  back: { units: readonly number[]; amounts: Amounts; tenders: readonly number[]; at: InstantText },
): Promise<{ id: PaperId; number: string }> {
  const { store, settlement, lines, tenders } = of
  const { issuer, ...input } = await issuedBy(ctx, of, back.at)
  return addPaper(ctx, rows, {
    ...input,
    paidBy: tenders.flatMap((tender, i) => {
      const amount = back.tenders[i] ?? 0
      return amount === 0 ? [] : [{ ...paidBy(tender), amount, received: null, change: null }]
    }),
    revenueStamp: false,
    makePaper: (number) =>
      returnPaperOf(settlement.settled, back.amounts, back.units, settlement.tax_profile, {
        number,
        originalNumber: settlement.paper_number ?? '',
        issuer,
        recipient: null,
        suppliedOn: settlement.supplied_on,
        returnedOn: dayIn(store.timeZone, back.at),
        lineNames: lines.map((line) => line.description),
      }),
  })
}

type Issued = Omit<PaperInput, 'paidBy' | 'revenueStamp' | 'makePaper'> & { issuer: string }

async function issuedBy(ctx: Context, { store, settlement }: Of, at: InstantText): Promise<Issued> {
  const merchant = await findMerchant(ctx, store.id)
  return {
    bucket: settlement.bucket,
    organisationId: settlement.organisation_id,
    storeId: store.id,
    purchaserId: settlement.purchaser_id,
    subject: { kind: 'settlement', id: settlement.id },
    issueRoute: merchant?.issueRoute ?? 'own',
    issuer: merchant?.issuerName ?? store.name,
    issuerAddress: merchant?.issuerAddress ?? null,
    issuerPhone: merchant?.issuerPhone ?? null,
    currency: settlement.currency,
    issuedAt: at,
  }
}

function paidBy({ kind, amount, received, change }: TenderRow): PaidBy {
  return { kind, label: null, amount, received, change }
}

function cashWithoutTax({ settled }: SettlementRow, tenders: readonly TenderRow[]): number {
  const cash = tenders.reduce((sum, { kind, amount }) => sum + (kind === 'cash' ? amount : 0), 0)
  return settled.due === 0 ? 0 : cash - mulDivFloor(settled.tax ?? 0, cash, settled.due)
}
