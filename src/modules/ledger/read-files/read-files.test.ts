import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { minorAmount } from './csv.ts'
import { readPayPayFile } from './read-paypay-file.ts'
import { readStripeFile } from './read-stripe-file.ts'

const utf8 = (text: string) => Buffer.from(text, 'utf8')
const attempt = 'att_01jd8x4y6m0000000000000000'
const refund = 'rfd_01jd8x4y6m0000000000000001'

describe('Stripe’s file', () => {
  const columns =
    'balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,charge_id,payment_intent_id,payment_metadata[attempt],refund_metadata[refund]'
  const file = (...rows: string[]) => `${[columns, ...rows].join('\n')}\n`
  const charge = `txn_1,2026-11-22 03:04:05,jpy,1200.00,43.00,1157.00,charge,ch_1,ch_1,pi_1,${attempt},`
  const back = `txn_2,2026-11-22 04:00:00,jpy,-300.00,-10.00,-290.00,refund,re_1,ch_1,pi_1,${attempt},${refund}`

  test('gives payments, refunds, fees and payouts in minor units, signed as they move', () => {
    const text = file(
      charge,
      back,
      'txn_3,2026-11-22 05:00:00,usd,-12.34,0.00,-12.34,fee,,,,,',
      'txn_4,2026-11-22 06:00:00,kwd,-1.234,0,-1.234,payout,po_1,,,,',
      'txn_5,2026-11-22 07:00:00,jpy,-1200.00,1500.00,-2700.00,dispute,dp_1,ch_1,pi_1,,',
    )
    expect(readStripeFile(utf8(text))).toEqual({
      rows: [
        {
          n: 1,
          kind: 'payment',
          providerRef: 'pi_1',
          ourRef: attempt,
          currency: 'JPY',
          amount: 1200,
          fee: 43,
          occurredAt: '2026-11-22T03:04:05Z',
        },
        {
          n: 2,
          kind: 'refund',
          providerRef: 're_1',
          ourRef: refund,
          currency: 'JPY',
          amount: -300,
          fee: -10,
          occurredAt: '2026-11-22T04:00:00Z',
        },
        expect.objectContaining({
          n: 3,
          kind: 'fee',
          providerRef: 'txn_3',
          ourRef: null,
          currency: 'USD',
          amount: -1234,
        }),
        expect.objectContaining({
          n: 4,
          kind: 'payout',
          providerRef: 'po_1',
          currency: 'KWD',
          amount: -1234,
        }),
        expect.objectContaining({
          n: 5,
          kind: 'other',
          providerRef: 'txn_5',
          ourRef: null,
          amount: -1200,
          fee: 1500,
        }),
      ],
      problems: [],
    })
  })

  test('reads the same with a byte order mark, CRLF, quotes, empty lines and columns in another order', () => {
    const plain = readStripeFile(utf8(file(charge, back)))
    expect(plain.rows).toHaveLength(2)
    const quoted = file(charge, back).replaceAll(/[^,\n]+/g, '"$&"')
    const turned = file(charge, back)
      .split('\n')
      .map((line) => line.split(',').toReversed().join(','))
      .join('\n')
    for (const text of [
      `\u{feff}${file(charge, back)}`,
      file(charge, back).replaceAll('\n', '\r\n'),
      quoted,
      turned,
      `${file(charge)}\n\n${back}`,
    ])
      expect(readStripeFile(utf8(text))).toEqual(plain)
  })

  test('keeps what is doubled, and tells each row that was changed or cut with its number', () => {
    const { rows, problems } = readStripeFile(
      utf8(
        file(
          charge,
          charge,
          charge.replace('1200.00', '1300.00'),
          charge.slice(0, 30),
          charge.replace('1157.00', '1157,00'),
          charge.replace('jpy', 'xyz'),
          charge.replace('2026-11-22', '2026-02-30'),
          charge.replaceAll('.00', '.50'),
          charge.replace('txn_1', ''),
          back,
        ),
      ),
    )
    expect(rows.map(({ n }) => n)).toEqual([1, 2, 10])
    expect(rows[0]).toEqual({ ...rows[1], n: 1 })
    expect(problems.map(({ row, message }) => `${row} ${message.split(':')[0]}`)).toEqual([
      '3 net',
      '4 The row has 4 cells, the header 12.',
      '5 The row has 13 cells, the header 12.',
      '6 currency',
      '7 created_utc',
      '8 gross',
      '9 balance_transaction_id',
    ])
  })

  test.each([
    ['empty', ''],
    ['without a column', file(charge).replace('net,', '')],
    ['with a column twice', file(charge).replace('fee,', 'gross,fee,')],
    ['of PayPay', '決済番号,取引金額\n1,2\n'],
    ['with quotes that do not close', `${file(charge)}"txn_9,1\n`],
  ])('%s is no file: one problem of row 0 and no rows', (_, text) => {
    expect(readStripeFile(utf8(text))).toEqual({
      rows: [],
      problems: [{ row: 0, message: expect.any(String) }],
    })
  })

  test('in another encoding is no file', () => {
    for (const bytes of [
      Buffer.from(file(charge), 'utf16le'),
      Buffer.concat([utf8(file(charge)), Buffer.from([0xff])]),
    ])
      expect(readStripeFile(bytes)).toMatchObject({ rows: [], problems: [{ row: 0 }] })
  })

  test('of 100,000 rows is read whole', () => {
    const rows = Array.from({ length: 100_000 }, (_, i) =>
      charge.replace('txn_1', `txn_${i}`).replace('pi_1', `pi_${i}`),
    )
    const read = readStripeFile(utf8(file(...rows)))
    expect(read.problems).toEqual([])
    expect(read.rows).toHaveLength(100_000)
    expect(read.rows.at(-1)).toMatchObject({ n: 100_000, providerRef: 'pi_99999' })
    expect(read.rows.reduce((sum, { amount }) => sum + amount, 0)).toBe(120_000_000)
  })

  test('amounts come back exactly as they were written, in every exponent', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom('JPY', 'USD', 'KWD'), (amount, currency) => {
        const digits = { JPY: 0, USD: 2, KWD: 3 }[currency] as number
        const whole = String(Math.abs(amount)).padStart(digits + 1, '0')
        const at = whole.length - digits
        const text = `${amount < 0 ? '-' : ''}${whole.slice(0, at)}.${whole.slice(at)}00`
        expect(minorAmount('gross', text, currency)).toBe(amount)
      }),
    )
  })
})

describe('PayPay’s file', () => {
  const columns =
    '決済番号,加盟店ID,屋号,店舗ID,店舗名,端末番号/PosID,取引ステータス,取引日時,取引金額,レシート番号,支払い方法,マーチャント決済ID,支払い詳細'
  const details =
    '"[{""paymentMethod"":""PayPayポイント"", ""amount"":5}, {""paymentMethod"":""PayPay残高"", ""amount"":5}]"'
  const row = (number: string, status: string, at: string, amount: string, ours: string) =>
    `${number},00000000000008181,髙島屋①～,S1,銀座店,R1,${status},${at},${amount},,"PayPayポイント, PayPay残高",${ours},${details}`
  const sale = row('12345678901234567890', '取引完了', '2026/11/22 00:10:00', '1200', attempt)
  const back = row('12345678901234567890', '返金完了', '2026/11/22 19:00:00', '-300', refund)
  const text = (...rows: string[]) => `${[columns, ...rows].join('\n')}\n`
  const sjis = (content: string) => iconv.encode(content, 'windows-31j')

  test('gives payments and refunds in yen, at times of Japan', () => {
    expect(readPayPayFile(sjis(text(sale, back)))).toEqual({
      rows: [
        {
          n: 1,
          kind: 'payment',
          providerRef: '12345678901234567890',
          ourRef: attempt,
          currency: 'JPY',
          amount: 1200,
          fee: 0,
          occurredAt: '2026-11-21T15:10:00.000Z',
        },
        {
          n: 2,
          kind: 'refund',
          providerRef: refund,
          ourRef: refund,
          currency: 'JPY',
          amount: -300,
          fee: 0,
          occurredAt: '2026-11-22T10:00:00.000Z',
        },
      ],
      problems: [],
    })
  })

  test('reads the history of PayPay for Business, CRLF, and what was saved again as UTF-8', () => {
    const plain = readPayPayFile(sjis(text(sale, back)))
    const history = text(sale, back)
      .replace('決済番号', '取引番号')
      .replace('マーチャント決済ID', '加盟店決済ID')
    const saved = utf8(`\u{feff}${text(sale, back)}`)
    for (const bytes of [sjis(history), sjis(text(sale, back).replaceAll('\n', '\r\n')), saved])
      expect(readPayPayFile(bytes)).toEqual(plain)
    const iso = sale
      .replace('2026/11/22 00:10:00', '2026-11-22T00:10:00+09:00')
      .replace(',1200,', ',"1,200",')
    expect(readPayPayFile(sjis(text(iso, back)))).toEqual(plain)
  })

  test('leaves out what moved no money; several refunds of one payment stay apart, also without our ids', () => {
    const failed = [
      '取引失敗',
      '返金失敗',
      '取引処理中',
      '返金処理中',
      '取引受付完了',
      '取引受付有効期限切れ',
    ]
    const foreign = back.replace(refund, attempt)
    const { rows, problems } = readPayPayFile(
      sjis(
        text(
          ...failed.map((status) => sale.replace('取引完了', status)),
          foreign,
          foreign.replace('19:00:00', '20:00:00').replace('-300', '300'),
        ),
      ),
    )
    expect(problems).toEqual([])
    expect(rows).toMatchObject([
      { n: 7, kind: 'refund', amount: -300, providerRef: '12345678901234567890 2026-11-22T10:00:00.000Z' },
      { n: 8, kind: 'refund', amount: -300, providerRef: '12345678901234567890 2026-11-22T11:00:00.000Z' },
    ])
  })

  test('keeps what is doubled, and tells each row that cannot be read with its number', () => {
    const { rows, problems } = readPayPayFile(
      sjis(
        text(
          sale,
          sale,
          sale.replace('12345678901234567890', '1.23457E+19'),
          sale.replace('取引完了', '取引保留'),
          sale.replace('2026/11/22', '2026/02/30'),
          sale.replace(',1200,', ',1200.5,'),
          sale.replace(',1200,', ',-1200,'),
          sale.replace(',1200,', ',0,'),
          sale.replace('00:10:00', '25:10:00'),
          sale.replace(details, ''),
          '12345678901234567890,1',
          sale,
        ),
      ),
    )
    expect(rows.map(({ n }) => n)).toEqual([1, 2, 10, 12])
    expect(problems.map(({ row: n, message }) => `${n} ${message.split(':')[0]}`)).toEqual([
      '3 決済番号',
      '4 取引ステータス',
      '5 取引日時',
      '6 取引金額',
      '7 取引金額',
      '8 取引金額',
      '9 取引日時',
      '11 The row has 2 cells, the header 13.',
    ])
  })

  test.each([
    ['empty', Buffer.alloc(0)],
    ['in UTF-8 without a mark', utf8(text(sale))],
    ['with bytes that are no Shift_JIS', Buffer.concat([sjis(text(sale)), Buffer.from([0x81, 0x20])])],
    ['without a column', sjis(text(sale).replace('取引金額', '金額'))],
    ['of Stripe', utf8('balance_transaction_id,gross\ntxn_1,1\n')],
  ])('%s is no file: one problem of row 0 and no rows', (_, bytes) => {
    expect(readPayPayFile(bytes)).toEqual({ rows: [], problems: [{ row: 0, message: expect.any(String) }] })
  })

  test('of 100,000 rows is read whole', () => {
    const rows = Array.from({ length: 100_000 }, (_, i) =>
      sale.replace('12345678901234567890', String(10 ** 15 + i)),
    )
    const read = readPayPayFile(sjis(text(...rows)))
    expect(read.problems).toEqual([])
    expect(read.rows).toHaveLength(100_000)
    expect(read.rows.at(-1)).toMatchObject({ n: 100_000, providerRef: String(10 ** 15 + 99_999) })
  })
})
