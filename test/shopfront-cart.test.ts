import { describe, expect, it } from 'vitest'
import type { CartLine } from '../web/shopfront/cart.ts'
import {
  add,
  lineKey,
  mostUnits,
  newCart,
  orderLines,
  setQuantity,
  totalsOf,
  withoutCover,
} from '../web/shopfront/cart.ts'
import { found } from '../web/shopfront/features/window/found.ts'
import { electronicGoods } from '#src/shopfront/goods.ts'

const words = (text: string) => ({ ja: text, en: text, zh: text })
const bare: CartLine = {
  code: '1001',
  name: words('television'),
  category: 'テレビ',
  quantity: 1,
  unitPrice: 198_000,
  cover: null,
}
const covered: CartLine = {
  ...bare,
  cover: { planCode: 'denka-5y', name: words('care'), premium: 9900, termMonths: 60 },
}

describe('a cart', () => {
  it('K43 holds the good and its cover; with and without it they are two lines', () => {
    const cart = add(add(add(newCart(), covered), bare), { ...covered, quantity: 2 })
    expect(cart.lines.map(({ quantity, cover }) => [quantity, cover?.planCode])).toEqual([
      [3, 'denka-5y'],
      [1, undefined],
    ])
    expect(totalsOf(cart.lines)).toEqual({ units: 4, goods: 792_000, covers: 29_700, total: 821_700 })
    expect(orderLines(cart.lines)[0]).toEqual({
      code: '1001',
      quantity: 3,
      unitPrice: 198_000,
      cover: { planCode: 'denka-5y', premium: 9900 },
    })
  })

  it('takes a cover off and keeps the good, together with those that had none', () => {
    const cart = withoutCover(add(add(newCart(), bare), { ...covered, quantity: 2 }), lineKey(covered))
    expect(cart.lines).toEqual([{ ...bare, quantity: 3 }])
  })

  it('holds no more of a line than an order may, and nothing of none', () => {
    const cart = add(add(newCart(), { ...bare, quantity: 4 }), { ...bare, quantity: 4 })
    expect(cart.lines[0]?.quantity).toBe(mostUnits)
    expect(setQuantity(cart, lineKey(bare), 0).lines).toEqual([])
  })

  it('has an id of its own', () => {
    expect(newCart().id).toMatch(/^[0-9a-f]{32}$/)
    expect(newCart().id).not.toBe(newCart().id)
  })
})

describe('the search of a shop', () => {
  it.each([
    ['ｔｖ', ''],
    ['テレビ', '1001 1014'],
    ['朝日映像 43', '1014'],
    ['kz-', '1004 1008'],
    ['耳机', '1006'],
    ['camera', '1010'],
  ])('%s', (q, codes) => {
    expect(
      found(electronicGoods, { q, category: '' })
        .map(({ code }) => code)
        .join(' '),
    ).toBe(codes)
  })
})
