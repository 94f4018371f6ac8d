import type { MerchantProfile } from '#modules/merchants/index.ts'
import type { Mode } from '#platform/auth.ts'
import { accountNeeded, cashTooLittle, providerNeeded, tendersDoNotMatch } from './errors.ts'
import type { Payer } from './find-payer.ts'
import type { TenderRow } from './rows.ts'
import type { SettlementInput } from './schemas.ts'

export type Tender = Pick<TenderRow, 'kind' | 'amount' | 'received' | 'change' | 'provider'>
type Providers = Pick<MerchantProfile, 'cardProvider' | 'qrProvider'>
type Asked = NonNullable<SettlementInput['tenders']>

/**
 * The means of payment of an amount due, whole and in their order. Pure. Where none is given all of it is taken from
 * the account; where nothing is due there is none.
 * @throws Problem `tenders_do_not_match`, `cash_too_little`, `account_needed`, `provider_needed`
 */
export function tendersOf(
  asked: Asked | undefined,
  due: number,
  by: { account: Payer['account']; mode: Mode; merchant: Providers },
): Tender[] {
  const given = asked ?? ((due > 0 ? [{ kind: 'account' as const }] : []) as Asked)
  const open = given.findIndex((tender) => tender.amount === undefined)
  if (open >= 0 && open < given.length - 1)
    throw tendersDoNotMatch(`tenders[${open}].amount`, 'the last one alone may leave its amount open')
  const said = given.reduce((sum, { amount = 0 }) => sum + amount, 0)
  const rest = due - said
  const fits = open < 0 ? rest === 0 : rest > 0 || due === 0
  if (!fits || rest < 0) throw tendersDoNotMatch('tenders', `they must sum to ${due}`)
  return given.flatMap((tender, i) => {
    const amount = tender.amount ?? rest
    // Only one that was left open can be nothing, where nothing is due.
    return amount === 0 ? [] : [tenderOf(tender, amount, i, by)]
  })
}

function tenderOf(
  { kind, received, provider }: Asked[number],
  amount: number,
  i: number,
  { account, mode, merchant }: { account: Payer['account']; mode: Mode; merchant: Providers },
): Tender {
  if (kind !== 'cash' && received !== undefined)
    throw tendersDoNotMatch(`tenders[${i}].received`, 'only cash is handed over')
  if (kind === 'cash') {
    const handed = received ?? amount
    if (handed < amount) throw cashTooLittle(`tenders[${i}].received`, amount)
    return { kind, amount, received: handed, change: handed - amount, provider: null }
  }
  const taken = { kind, amount, received: null, change: null }
  if (kind === 'account') {
    if (!account) throw accountNeeded(`tenders[${i}].kind`)
    return { ...taken, provider: account.provider }
  }
  const usual = kind === 'card' ? merchant.cardProvider : merchant.qrProvider
  // In a test organisation nobody real is asked.
  const by = provider ?? usual ?? (mode === 'test' ? 'sandbox' : null)
  if (by === null) throw providerNeeded(`tenders[${i}].provider`)
  return { ...taken, provider: by }
}

/** Parts of several payers of what still stands of the whole, one after the other, so that each only falls. */
export function standingParts(paid: readonly number[], standing: number): number[] {
  let whole = BigInt(paid.reduce((sum, amount) => sum + amount, 0))
  let left = BigInt(standing)
  return paid.map((amount) => {
    const part = whole === 0n ? 0n : (BigInt(amount) * left) / whole
    whole -= BigInt(amount)
    left -= part
    return Number(part)
  })
}
