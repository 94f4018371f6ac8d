import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { App } from '../../src/platform/auth.ts'
import { cookieNames } from '../../src/platform/auth.ts'
import { newSeller, signInBuyer, signInStaffMember, unique } from '../../test/support/people.ts'
import { startProduct } from '../../test/support/product.ts'
import { openWarrantyShop } from '../../test/support/warranty.ts'
import { desktop, faultsOf, phone, picture, serious, startBrowser } from './support.ts'

const product = await startProduct()
product.clock.set('2026-11-22T12:00:00+09:00')
const browser = await startBrowser()
const seller = await newSeller(product)
const whole = { priceShare: 10_000 }
/** A repair is done where it is decided: of the steps only the last is left. */
const short = { claimSteps: [] }
const shop = await openWarrantyShop(
  product,
  {},
  {
    organisation: seller.organisation,
    name: 'ひかり電機 渋谷店',
    plans: {
      each: { ...short, limits: [{ rule: 'per_repair', size: whole }], exchangeThreshold: 10_000 },
      sum: { ...short, limits: [{ rule: 'aggregate', size: whole }] },
      yearly: { ...short, limits: [{ rule: 'per_cover_year', size: whole }] },
      falling: { ...short, limits: [{ rule: 'falling', priceShares: [10_000, 8000, 6000, 4000, 2000] }] },
      american: {
        ...short,
        limits: [{ rule: 'aggregate', size: whole }],
        exchangeThreshold: 8000,
        remedies: ['repair_request', 'replacement_order'],
      },
    },
  },
)
const buyer = { email: `${unique('hanako')}@example.com` }

type Cover = { id: string; number: string }
type Claim = {
  id: string
  state: string
  covered: number
  buyerPays: number
  exchange: boolean
  nextStep: string
}
type Left = {
  cause: string
  most: number
  limits: { rule: string; size: number; used: number; left: number }[]
}

const today = () =>
  Temporal.Instant.from(product.clock.now()).toZonedDateTimeISO('Asia/Tokyo').toPlainDate().toString()

async function post(path: string, body: object): Promise<Claim> {
  const answer = await product.call<Claim>('POST', `/v1/claims${path}`, { key: shop.key, body })
  if (answer.status >= 300) throw new Error(answer.text)
  return answer.body
}

/** A claim of today, accepted at an estimate. */
async function accepted({ number }: Cover, estimate: number): Promise<Claim> {
  const fault = { cause: 'physical_damage', fault: 'dropped', occurredOn: today() }
  const { id } = await post('', { number, buyer, ...fault, description: '棚から落としました。' })
  return post(`/${id}/decision`, { decision: 'accept', estimate })
}

/** The same, and the repair is done: what it cost is paid. */
async function repaired(cover: Cover, estimate: number): Promise<Claim> {
  const claim = await accepted(cover, estimate)
  const { state } = await post(`/${claim.id}/advance`, { to: claim.nextStep })
  expect(state).toBe('completed')
  return claim
}

/** What two calls of the API say is left of damage: the contract's own words, and the question of a day. */
async function leftByApi({ id }: Cover): Promise<{ most: number; rule: string; size: number; left: number }> {
  const get = async (path: string) =>
    (await product.call<{ left: Left[] }>('GET', `/v1/contracts/${id}${path}`, { key: shop.key })).body.left
  const [shown, asked] = [await get(''), await get(`/limits?on=${today()}`)]
  expect(asked).toEqual(shown)
  const damage = shown.find(({ cause }) => cause === 'physical_damage')
  const [limit] = damage?.limits ?? []
  if (!damage || !limit || damage.limits.length !== 1) throw new Error('one limit was expected')
  return { most: damage.most, rule: limit.rule, size: limit.size, left: limit.left }
}

async function openAs(app: App, session: string, path: string, size: typeof phone): Promise<Page> {
  const page = await browser.open('about:blank', size)
  await page.context().addCookies([{ name: cookieNames[app], value: session, url: product.url }])
  await page.goto(`${product.url}/${app}${path}`)
  return page
}

/** The warranty in the wallet on a phone, and in the console's drawer, each seen by somebody who signs in today. */
async function bothScreens({ id, number }: Cover): Promise<[App, Page][]> {
  const { cookie } = await signInBuyer(product, buyer)
  const wallet = await openAs('wallet', cookie, `/contracts/${id}`, phone)
  await wallet.getByText(number).first().waitFor()
  const staff = await signInStaffMember(product, seller.owner)
  const desk = await openAs('console', staff, `/contracts?open=${id}`, desktop)
  await desk.getByRole('dialog', { name: number }).getByText('Television').first().waitFor()
  return [
    ['wallet', wallet],
    ['console', desk],
  ]
}

async function finish(pages: [App, Page][], name: string): Promise<void> {
  for (const [where, page] of pages) {
    const moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
    await expect.poll(() => page.evaluate<number>(moving)).toBe(0)
    await picture(page, `limits-${name}-${where}`)
    expect([where, await serious(page), faultsOf(page)]).toEqual([where, [], []])
    await page.context().close()
  }
}

const names = {
  per_repair: '修理1回ごと',
  aggregate: '保証期間の合計',
  per_cover_year: 'この1年の合計',
  falling: 'この1年の、修理1回ごと',
}
const yen = (amount: number) => `¥${amount.toLocaleString('en')}`

/** That API, wallet and console say the same is left: in a sentence, beside the bar, and by the bar's length. */
async function expectLeft(
  cover: Cover,
  expected: { rule: keyof typeof names; left: number; size?: number },
  name: string,
): Promise<void> {
  const { rule, left, size = 100_000 } = expected
  expect(await leftByApi(cover)).toEqual({ most: left, rule, size, left })
  const pages = await bothScreens(cover)
  for (const [where, page] of pages) {
    await page.getByText(`物損の修理は、次の1回に${yen(left)}まで保証されます。`).waitFor()
    const bar = page.getByRole('meter', { name: names[rule], exact: true })
    expect([where, await bar.getAttribute('aria-valuetext')]).toEqual([
      where,
      `残り${yen(left)}（上限${yen(size)}）`,
    ])
    await bar.locator('xpath=..').scrollIntoViewIfNeeded()
    const track = bar.locator('xpath=following-sibling::div/span')
    expect([where, await track.getAttribute('style')]).toEqual([where, `width: ${(left / size) * 100}%;`])
  }
  await finish(pages, name)
}

describe('the limits at a price of 100,000, by API, in the wallet and at the desk', () => {
  test('per repair 100 %: 60,000 and 70,000 are both paid, and an estimate of 100,001 is an exchange', async () => {
    const cover = await shop.sell({ buyer, plan: 'each' })
    expect(await repaired(cover, 60_000)).toMatchObject({ covered: 60_000, buyerPays: 0, exchange: false })
    expect(await repaired(cover, 70_000)).toMatchObject({ covered: 70_000, buyerPays: 0, exchange: false })
    await expectLeft(cover, { rule: 'per_repair', left: 100_000 }, 'each')
    expect(await accepted(cover, 100_001)).toMatchObject({ covered: 100_000, buyerPays: 0, exchange: true })
  })

  test('aggregate: after 60,000 a repair of 70,000 pays 40,000', async () => {
    const cover = await shop.sell({ buyer, plan: 'sum' })
    await repaired(cover, 60_000)
    await expectLeft(cover, { rule: 'aggregate', left: 40_000 }, 'sum')
    expect(await accepted(cover, 70_000)).toMatchObject({ covered: 40_000, buyerPays: 30_000 })
  })

  test('US style: the aggregate is the price, and one exchange ends the cover', async () => {
    const cover = await shop.sell({ buyer, plan: 'american' })
    await expectLeft(cover, { rule: 'aggregate', left: 100_000 }, 'american')
    const claim = await accepted(cover, 90_000)
    expect(claim).toMatchObject({ covered: 100_000, buyerPays: 0, exchange: true })
    await post(`/${claim.id}/remedies`, { remedy: 'order_replacement', reference: 'O-1' })
    await post(`/${claim.id}/advance`, { to: 'completed' })
    const { body } = await product.call<object>('GET', `/v1/contracts/${cover.id}`, { key: shop.key })
    expect(body).toMatchObject({ state: 'fulfilled', stateReason: 'exchanged' })
    expect((await leftByApi(cover)).left).toBe(0)
    const pages = await bothScreens(cover)
    const why = { wallet: '商品を交換したため、保証は終わりました。', console: '商品を交換したため' }
    for (const [where, page] of pages) {
      await page.getByText('履行済み').first().waitFor()
      await page.getByText(why[where]).waitFor()
      // Of cover that is over nothing is left to say.
      expect([where, await page.getByRole('meter').count()]).toEqual([where, 0])
    }
    await finish(pages, 'american-fulfilled')
  })

  test('per cover year: after 60,000 left 40,000 to the last day of the year, full again on the anniversary', async () => {
    const cover = await shop.sell({ buyer, plan: 'yearly' })
    await repaired(cover, 60_000)
    product.clock.set('2027-11-21T23:50:00+09:00')
    await expectLeft(cover, { rule: 'per_cover_year', left: 40_000 }, 'yearly')
    product.clock.set('2027-11-22T00:00:00+09:00')
    await expectLeft(cover, { rule: 'per_cover_year', left: 100_000 }, 'yearly-again')
    expect(await accepted(cover, 100_000)).toMatchObject({ covered: 100_000, buyerPays: 0 })
  })

  test('falling 100/80/60/40/20 % per repair: in year 3 at most 60,000, for each repair anew', async () => {
    const cover = await shop.sell({ buyer, plan: 'falling' })
    product.clock.set('2028-11-22T00:00:00+09:00')
    expect(await repaired(cover, 70_000)).toMatchObject({ covered: 60_000, buyerPays: 10_000 })
    await expectLeft(cover, { rule: 'falling', left: 60_000, size: 60_000 }, 'falling')
    expect(await accepted(cover, 60_000)).toMatchObject({ covered: 60_000, buyerPays: 0 })
  })
})
