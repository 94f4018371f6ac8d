import { dayIn } from '#platform/dates.ts'
import { publicId } from '#platform/ids.ts'
import { paperMoney, writePaper } from '#platform/paper.ts'
import { decimalText } from './decimals.ts'
import { lineNames } from './payout-model.ts'
import type { Statement } from './payout-views.ts'
import type { PayoutLines } from './rows.ts'

const words: Record<keyof PayoutLines, string> = {
  sales: '売上（お客様のお支払い分）',
  couponsOfOthers: '他社負担クーポン',
  refunds: '返金',
  other: '保証の履行ほか',
  cashKept: '店頭で受け取られた現金',
  fees: '決済手数料',
  premiumsDue: '保証料・免責金額',
}

/** The rows of a statement, in its order: what stood before, what moved, what is paid and what is carried on. */
function rowsOf({ payout }: Statement): [label: string, amount: number][] {
  return [
    ['前回繰越', payout.carried_in],
    ...lineNames.map((name): [string, number] => [words[name], payout.lines[name]]),
    ['お支払額', payout.amount],
    ['次回繰越', payout.carried_out],
  ]
}

function paidOn({ run, store }: Statement): string {
  return run.confirmed_at === null ? '' : dayIn(store.timeZone, run.confirmed_at)
}

/** A payout on paper, in Japanese. */
export function printStatement(statement: Statement, from: string): Promise<Buffer> {
  const { run, payout, store } = statement
  return writePaper({
    title: '支払明細書',
    language: 'ja',
    lead: [`${store.name} 御中`, `発行：${from}`],
    sections: [
      {
        title: `お支払額 ${paperMoney(payout.amount, run.currency)}`,
        note: payout.carried_out < 0 ? '不足額は次回のお支払いに繰り越します。' : null,
        entries: [
          {
            heading: '明細',
            facts: [
              ['明細番号', publicId('pyt', payout.id)],
              ['店舗コード', store.code],
              ['対象期間', `${run.up_to} まで`],
              ['確定日', paidOn(statement)],
            ],
          },
          {
            heading: '内訳',
            facts: rowsOf(statement).map(([label, amount]) => [label, paperMoney(amount, run.currency)]),
          },
        ],
      },
    ],
  })
}

/** The same as a table (CSV). Spreadsheets read UTF-8 only where it says so. */
export function statementTable(statement: Statement): string {
  const { run, payout, store } = statement
  const lines = rowsOf(statement).map(([label, amount]) => [
    publicId('pyt', payout.id),
    store.code,
    run.up_to,
    paidOn(statement),
    label,
    decimalText(amount, run.currency),
    run.currency,
  ])
  const head = ['明細番号', '店舗コード', '対象期間末日', '確定日', '項目', '金額', '通貨']
  return `\uFEFF${[head, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('')}`
}
