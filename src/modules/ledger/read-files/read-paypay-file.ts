import { normalInstant } from '#platform/dates.ts'
import type { Cells } from './csv.ts'
import { readCsv, Unreadable } from './csv.ts'
import type { ProviderFile, ProviderFileRow } from './rows.ts'

const kinds: Record<string, 'payment' | 'refund'> = { 取引完了: 'payment', 返金完了: 'refund' }
/** What moved no money: failed, under way, only reserved, or run out. */
const noMoney = new Set([
  '取引失敗',
  '取引処理中',
  '返金失敗',
  '返金処理中',
  '取引受付処理中',
  '取引受付完了',
  '取引受付失敗',
  '取引受付有効期限切れ',
])

/**
 * PayPay's daily transaction file (`transaction_…_v2.csv`) and the history from PayPay for Business: Shift_JIS, times of
 * Japan, whole yen, refunds below zero. It shows no fees and no payouts.
 */
export function readPayPayFile(bytes: Uint8Array): ProviderFile {
  return readCsv(bytes, {
    encoding: 'shift_jis',
    needs: [
      ['決済番号', '取引番号'],
      ['取引ステータス'],
      ['取引日時'],
      ['取引金額'],
      ['マーチャント決済ID', '加盟店決済ID'],
    ],
    read: readRow,
  })
}

function readRow(cells: Cells, n: number): ProviderFileRow | undefined {
  const status = cells('取引ステータス')
  if (noMoney.has(status)) return undefined
  const kind = kinds[status]
  if (kind === undefined) throw new Unreadable(`取引ステータス: “${status.slice(0, 40)}” is not known.`)
  const paymentId = cells('決済番号') || cells('取引番号')
  // A spreadsheet that opened the file writes long numbers as 1.23457E+19.
  if (!/^\d+$/.test(paymentId))
    throw new Unreadable(`決済番号: “${paymentId.slice(0, 40)}” is no number of PayPay.`)
  const occurredAt = instantOf(cells('取引日時'))
  const ourRef = cells('マーチャント決済ID') || cells('加盟店決済ID') || null
  const amount = yenOf(cells('取引金額'))
  if (amount === 0 || (kind === 'payment' && amount < 0))
    throw new Unreadable(`取引金額: ${amount} is no amount of a payment that was made.`)
  const common = { n, kind, ourRef, currency: 'JPY', fee: 0, occurredAt }
  if (kind === 'payment') return { ...common, providerRef: paymentId, amount }
  // One payment can have several refunds, whose number is the payment's: our id tells them apart, else their time.
  const isRefundId = ourRef !== null && !ourRef.startsWith('att_')
  return {
    ...common,
    providerRef: isRefundId ? ourRef : `${paymentId} ${occurredAt}`,
    amount: -Math.abs(amount),
  }
}

function yenOf(text: string): number {
  const amount = Number(text.replaceAll(',', ''))
  if (!/^-?(?:\d+|\d{1,3}(?:,\d{3})+)$/.test(text) || !Number.isSafeInteger(amount))
    throw new Unreadable(`取引金額: “${text.slice(0, 40)}” is no amount of yen.`)
  return amount
}

/** `2023/10/01 19:00:00` in Japan, or ISO 8601 with an offset. */
function instantOf(text: string): string {
  const local = /^(\d{4})[/-](\d\d?)[/-](\d\d?)[ T](\d\d?):(\d\d)(?::(\d\d))?$/.exec(text)
  try {
    if (!local) return normalInstant(text)
    const [year, month, day, hour, minute, second] = local.slice(1).map((part) => Number(part ?? 0))
    const time = { year, month, day, hour, minute, second } as Record<'year' | 'month' | 'day', number>
    const there = Temporal.PlainDateTime.from(time, { overflow: 'reject' }).toZonedDateTime('Asia/Tokyo')
    return normalInstant(there.toString({ timeZoneName: 'never' }))
  } catch {
    throw new Unreadable(`取引日時: “${text.slice(0, 40)}” is no time.`)
  }
}
