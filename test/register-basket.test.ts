import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addLine,
  changeLine,
  newBasket,
  removeLine,
  requestBuyer,
  requestLines,
  selectNext,
  setQuantity,
  sumOf,
  withMember,
} from '../web/register/till/basket.ts'
import { begin, step, undo } from '../web/register/till/basket-history.ts'
import { countedSum, denominationsOf, quickAmounts } from '../web/register/till/cash.ts'
import { itemsOfCode, readCode, searchItems } from '../web/register/till/codes.ts'
import { scanReader } from '../web/kit/scan/hand-scanner.ts'
import type { Key } from '../web/register/till/keys.ts'
import { actionOf, keys, labelOf } from '../web/register/till/keys.ts'
import {
  changeOf,
  fitted,
  leftOf,
  tenderRequests,
  withCash,
  withOther,
} from '../web/register/till/tenders.ts'
import type { Item } from '../web/register/till/types.ts'

const at = '2026-11-22T10:00:00.000Z'
const later = '2026-11-22T10:01:00.000Z'
const kettle = { code: 'K-1', name: '電気ケトル', quantity: 1, unitPrice: 4980, taxCategory: 'S' as const }
const tea = { code: 'T-1', name: '煎茶', quantity: 1, unitPrice: 1080, taxCategory: 'AA' as const }
const cover = { planCode: 'five', name: '5年保証', premium: 500, termMonths: 60 }

describe('a basket', () => {
  test('counts the same goods on one line, those with a cover on their own', () => {
    let basket = addLine(addLine(newBasket(at), kettle, at), kettle, later)
    expect(basket.lines).toMatchObject([{ quantity: 2 }])
    basket = changeLine(basket, basket.lines[0]?.key ?? '', { cover }, later)
    basket = addLine(basket, kettle, later)
    expect(basket.lines).toMatchObject([
      { quantity: 2, cover },
      { quantity: 1, cover: null },
    ])
    expect(sumOf(basket)).toBe(2 * (4980 + 500) + 4980)
    expect(requestLines(basket)).toEqual([
      { code: 'K-1', quantity: 2, unitPrice: 4980, taxCategory: 'S', plan: { planCode: 'five', price: 500 } },
      { code: 'K-1', quantity: 1, unitPrice: 4980, taxCategory: 'S', plan: null },
    ])
  })

  test('takes a typed name along only where no catalogue knows the goods', () => {
    const basket = addLine(newBasket(at), { ...tea, code: null }, at)
    expect(requestLines(basket)).toMatchObject([{ code: null, description: '煎茶' }])
  })

  test('says who buys in the words of the API', () => {
    const of = (kind: 'token' | 'account' | 'code') =>
      requestBuyer(withMember(newBasket(at), { kind, value: 'x', readAt: at }, at))
    expect([of('token'), of('account'), of('code'), requestBuyer(newBasket(at))]).toEqual([
      { memberToken: 'x' },
      { account: 'x' },
      { buyer: { memberCode: 'x' } },
      {},
    ])
  })

  test('keeps a line selected, and quantities within what a till sells', () => {
    let basket = addLine(addLine(newBasket(at), kettle, at), tea, at)
    expect(basket.selected).toBe('2')
    basket = selectNext(selectNext(basket, -1), -1)
    expect(basket.selected).toBe('1')
    expect(setQuantity(basket, '1', 0, at).lines[0]?.quantity).toBe(1)
    expect(setQuantity(basket, '1', 100_000, at).lines[0]?.quantity).toBe(9999)
    expect(removeLine(basket, '1', at).selected).toBe('2')
    expect(removeLine(removeLine(basket, '1', at), '2', at).selected).toBeNull()
  })

  test('comes back after a line was removed; moving between lines is no step', () => {
    const two = addLine(addLine(newBasket(at), kettle, at), tea, at)
    const removed = step(step(begin(two), selectNext(two, -1)), removeLine(two, '2', at))
    const { now, before } = undo(removed, later)
    expect(now.lines).toEqual(two.lines)
    expect(now.changedAt).toBe(later)
    expect(before).toEqual([])
    expect(undo(begin(two), later).now).toBe(two)
  })
})

describe('tenders', () => {
  test('cash gives change, what is left goes to another means', () => {
    const half = withOther(10_000, [], 'account', 4000)
    expect(leftOf(10_000, half)).toBe(6000)
    const whole = withCash(10_000, half, 10_000)
    expect([leftOf(10_000, whole), changeOf(whole)]).toEqual([0, 4000])
    expect(tenderRequests(whole)).toEqual([
      { kind: 'account', amount: 4000 },
      { kind: 'cash', amount: 6000, received: 10_000 },
    ])
    expect(withOther(10_000, whole, 'card', null)).toEqual(whole)
  })

  test('stand for the amount due, never for more, also when it changed', () => {
    const kinds = fc.constantFrom('cash' as const, 'account' as const, 'card' as const, 'qr' as const)
    const choices = fc.array(fc.tuple(kinds, fc.integer({ min: 1, max: 200_000 })), { maxLength: 6 })
    const amount = fc.integer({ min: 0, max: 200_000 })
    fc.assert(
      fc.property(amount, amount, choices, (due, then, chosen) => {
        const tenders = chosen.reduce(
          (all, [kind, sum]) => (kind === 'cash' ? withCash(due, all, sum) : withOther(due, all, kind, sum)),
          withOther(due, [], 'card', 0),
        )
        for (const [sum, all] of [[due, tenders] as const, [then, fitted(then, tenders)] as const]) {
          const paid = all.reduce((total, one) => total + one.amount, 0)
          expect(paid + leftOf(sum, all)).toBe(sum)
          expect(all.every((one) => one.amount > 0 && (one.received ?? one.amount) >= one.amount)).toBe(true)
        }
      }),
    )
  })

  test('quick amounts are what people hand over', () => {
    expect(quickAmounts(3880, 'JPY')).toEqual([3880, 4000, 5000, 10_000])
    expect(quickAmounts(10_000, 'JPY')).toEqual([10_000])
    expect(quickAmounts(0, 'JPY')).toEqual([])
    expect(countedSum({ 10_000: 2, 500: 3, 1: 4 })).toBe(21_504)
    expect(denominationsOf('JPY')).toHaveLength(10)
  })
})

describe('codes that are read', () => {
  const item = (code: string, name: string, gtin: string | null = null) =>
    ({ code, name, gtin, maker: null, model: null, price: 100, taxCategory: 'S' }) as Item
  const items = [
    item('100', '電気ケトル', '4901234567894'),
    item('4901', 'ＵＳＢケーブル'),
    item('abc', 'kettle'),
  ]

  test('are told apart: a member, a receipt, goods', () => {
    const token = `m1.${'a'.repeat(126)}`
    expect(readCode(token)).toEqual({ kind: 'member', token })
    expect(readCode('0A1B2C3D-000012')).toEqual({ kind: 'receipt', reference: '0A1B2C3D-000012' })
    expect(readCode('stl_01jd8x4y6m0000000000000000')).toMatchObject({ kind: 'settlement' })
    expect(readCode(' 4901234567894 ')).toEqual({ kind: 'item', code: '4901234567894' })
    expect(readCode('４９０１')).toEqual({ kind: 'item', code: '4901' })
    expect(readCode('  ')).toBeNull()
  })

  test('lead to goods by the own code first, then by the bars in any of their lengths', () => {
    expect(itemsOfCode(items, '4901').map(({ name }) => name)).toEqual(['ＵＳＢケーブル'])
    expect(itemsOfCode(items, '4901234567894').map(({ code }) => code)).toEqual(['100'])
    expect(itemsOfCode(items, '04901234567894').map(({ code }) => code)).toEqual(['100'])
    expect(itemsOfCode(items, 'ABC')).toEqual([])
  })

  test('are searched by parts of names, wide or narrow', () => {
    expect(searchItems(items, 'usb').map(({ code }) => code)).toEqual(['4901'])
    expect(searchItems(items, 'ケトル').map(({ code }) => code)).toEqual(['100'])
    expect(searchItems(items, '4901').map(({ code }) => code)).toEqual(['4901', '100'])
  })

  test('come from a hand scanner where the keys are faster than fingers', () => {
    const type = (text: string, gap: number) => {
      const reader = scanReader()
      return [...text, 'Enter'].map((key, n) => reader.key(key, n * gap)).at(-1)
    }
    expect(type('4901234567894', 8)).toEqual({ scanned: '4901234567894' })
    expect(type('4901234567894', 120)).toEqual({ running: false })
    expect(type('12', 8)).toEqual({ running: false })
    const reader = scanReader()
    reader.key('*', 0)
    reader.forget()
    for (const [n, key] of [...'TEA-1'].entries()) reader.key(key, 8 * n + 8)
    expect(reader.key('Enter', 48)).toEqual({ scanned: 'TEA-1' })
  })
})

describe('keys', () => {
  const pressed = (code: string, more: object = {}) => ({
    key: code,
    code,
    altKey: false,
    ctrlKey: false,
    metaKey: false,
    ...more,
  })

  test('every action has one of its own', () => {
    const all = Object.values(keys).map(({ code, alt, ctrl, also }: Key) => `${alt}${ctrl}${code}${also}`)
    expect(new Set(all).size).toBe(all.length)
    for (const [action, { code, alt, ctrl, also }] of Object.entries(keys) as [keyof typeof keys, Key][]) {
      const held = { altKey: alt ?? false, ctrlKey: ctrl ?? false, key: also ?? code }
      expect([action, actionOf(pressed(code, held))]).toEqual([action, action])
    }
  })

  test('a letter alone is nobody’s: a scanner types letters', () => {
    expect(actionOf(pressed('KeyG', { key: 'g' }))).toBeUndefined()
    expect(actionOf(pressed('', { key: 'g' }))).toBeUndefined()
    expect(actionOf(pressed('Slash', { key: '?' }))).toBe('help')
    expect([labelOf('cash'), labelOf('cover'), labelOf('times')]).toEqual(['F8', 'Alt+G', '*'])
  })
})
