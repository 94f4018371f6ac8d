import { sql } from 'kysely'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { newSeller, signInStaffMember, unique } from '../../test/support/people.ts'
import { startProduct } from '../../test/support/product.ts'
import { openWarrantyShop } from '../../test/support/warranty.ts'
import { desktop, faultsOf, picture, serious, startBrowser } from './support.ts'

const product = await startProduct()
const browser = await startBrowser()
const seller = await newSeller(product)
const shop = await openWarrantyShop(
  product,
  {
    limits: [{ rule: 'aggregate', size: { priceShare: 10_000 } }],
    deductible: { kind: 'share', basisPoints: 1000 },
    exchangeThreshold: 8000,
    claimsLimit: { count: 3, period: 'term' },
  },
  { organisation: seller.organisation, name: '渋谷店' },
)
const colleague = `${unique('manager')}@example.com`
await product.call('POST', '/v1/staff', {
  key: seller.key,
  body: { name: '佐藤', email: colleague, role: 'manager' },
})
const sessions = {
  owner: await signInStaffMember(product, seller.owner),
  manager: await signInStaffMember(product, colleague),
}
type Claim = {
  id: string
  receptionNumber: string
  state: string
  covered: number | null
  buyerPays: number | null
  history: { kind: string; note: string | null }[]
}

async function fileClaim(more: object = {}): Promise<Claim> {
  const email = `${unique('buyer')}@example.com`
  const sold = await shop.sell({ buyer: { email, name: '山田花子' }, purchasedAt: product.clock.now() })
  const { body, text } = await product.call<Claim>('POST', '/v1/claims', {
    key: shop.key,
    body: {
      number: sold.number,
      buyer: { email },
      cause: 'physical_damage',
      fault: 'dropped',
      occurredOn: today(),
      description: '棚から落として画面が割れました。',
      ...more,
    },
  })
  if (body.id === undefined) throw new Error(text)
  return body
}
function today(): string {
  return Temporal.Instant.from(product.clock.now()).toZonedDateTimeISO('Asia/Tokyo').toPlainDate().toString()
}
const asServer = async (claim: Claim) =>
  (await product.call<Claim>('GET', `/v1/claims/${claim.id}`, { key: shop.key })).body

async function openAs(who: keyof typeof sessions, path: string, size = desktop): Promise<Page> {
  const page = await browser.open(`${product.url}/healthz`, size)
  await page.context().addCookies([{ name: 'mamori_staff', value: sessions[who], url: product.url }])
  await page.goto(`${product.url}/console/${path}`)
  return page
}
const openClaim = (who: keyof typeof sessions, claim: Claim, size = desktop) =>
  openAs(who, `claims?open=${claim.id}`, size)
const drawer = (page: Page, claim: Claim) => page.getByRole('dialog', { name: claim.receptionNumber })

/** A picture and axe, once nothing moves any more: what slides in is neither to be read nor measured. */
async function look(page: Page, name: string): Promise<void> {
  const moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
  await expect.poll(() => page.evaluate<number>(moving)).toBe(0)
  await picture(page, name)
  expect([name, await serious(page)]).toEqual([name, []])
}

describe('the claims desk', () => {
  test('marks by a word what is overdue, and counts it', async () => {
    const [late, other] = [await fileClaim(), await fileClaim()]
    await sql`update claims set escalated_at = now() where reception_number = ${late.receptionNumber.replaceAll('-', '')}`.execute(
      product.services.db,
    )
    const page = await openAs('owner', 'claims')
    await page.getByRole('row', { name: late.receptionNumber }).getByText('期限切れ').waitFor()
    expect(await page.getByRole('row', { name: other.receptionNumber }).getByText('期限切れ').count()).toBe(0)
    await page.getByRole('button', { name: /^期限切れ ?1$/ }).click()
    await page.getByText(other.receptionNumber).waitFor({ state: 'detached' })
    expect(page.url()).toContain('queue=overdue')
    await look(page, 'console-claims-overdue-1280')
  })

  test('is walked by keyboard: j and k choose, Enter opens, Esc closes; the help says so', async () => {
    const [older, newer] = [await fileClaim(), await fileClaim()]
    const page = await openAs('owner', 'claims?queue=to_decide')
    await page.getByText(newer.receptionNumber).waitFor()
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await drawer(page, older).getByText('棚から落として画面が割れました。').waitFor()
    expect(page.url()).toContain('queue=to_decide')
    await look(page, 'console-claim-1280')
    await page.keyboard.press('Escape')
    await drawer(page, older).waitFor({ state: 'detached' })
    await look(page, 'console-claims-1280')
    await page.getByRole('button', { name: 'キー操作' }).click()
    await page.getByRole('dialog', { name: 'キー操作' }).getByText('選んだ申請を開く').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox', { name: '受付番号で探す' }).fill(newer.receptionNumber.toLowerCase())
    await page.getByText(older.receptionNumber).waitFor({ state: 'detached' })
    await page.getByText(newer.receptionNumber).waitFor()
    await page.setViewportSize({ width: 768, height: 1024 })
    await look(page, 'console-claims-768')
    await page.getByText(newer.receptionNumber).click()
    await drawer(page, newer).getByText('10の確認をすべて満たしています。').waitFor()
    await look(page, 'console-claim-768')
    expect(faultsOf(page)).toEqual([])
  })

  test('asks, notes the answer, and accepts: the preview is what the server then says', async () => {
    const claim = await fileClaim()
    const page = await openClaim('owner', claim)
    await page.getByRole('button', { name: '確認をお願いする' }).click()
    await page.getByLabel('お客様への質問').fill('落とした高さを教えてください。')
    await page.getByRole('button', { name: 'お願いを送る' }).click()
    await drawer(page, claim).getByText('お客様に確認をお願いしました').waitFor()
    expect((await asServer(claim)).state).toBe('information_requested')
    const accept = page.getByRole('button', { name: '承認する' })
    expect(await accept.getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('button', { name: '回答を記録する' }).click()
    await page.getByLabel('お客様の回答').fill('1メートルほどです。')
    await page.getByRole('button', { name: '記録する', exact: true }).click()
    await drawer(page, claim).getByText('1メートルほどです。').waitFor()
    await accept.click()
    const form = page.getByRole('dialog', { name: '承認する' })
    await form.getByLabel('修理の見積もり（税込）').fill('30000')
    const preview = form.getByRole('region', { name: '承認すると' })
    await preview.getByText('¥27,000').waitFor()
    await look(page, 'console-claim-accept-1280')
    await form.getByRole('button', { name: '承認する' }).click()
    await form.waitFor({ state: 'detached' })
    const now = await asServer(claim)
    expect([now.covered, now.buyerPays, now.state]).toEqual([27_000, 3000, 'awaiting_payment'])
    expect(faultsOf(page)).toEqual([])
  })

  test('shows an exchange where the estimate is above the threshold, as the server decides it', async () => {
    const claim = await fileClaim()
    const page = await openClaim('owner', claim)
    await page.getByRole('button', { name: '承認する' }).click()
    const form = page.getByRole('dialog', { name: '承認する' })
    await form.getByLabel('修理の見積もり（税込）').fill('80001')
    await form.getByText('見積もりが交換の基準を超えるため').waitFor()
    await form.getByText('¥90,000').waitFor()
    await form.getByRole('button', { name: '承認する' }).click()
    await form.waitFor({ state: 'detached' })
    expect(await asServer(claim)).toMatchObject({ exchange: true, covered: 90_000, buyerPays: 10_000 })
  })

  test('rejects by a coded reason and words, and not without either', async () => {
    const claim = await fileClaim()
    const page = await openClaim('owner', claim)
    await page.getByRole('button', { name: '不承認にする' }).click()
    const form = page.getByRole('dialog', { name: '不承認にする' })
    await form.getByRole('button', { name: '不承認にする' }).click()
    expect(await form.getByText('入力してください。').count()).toBe(2)
    await form.getByRole('combobox', { name: '理由' }).click()
    await page.getByRole('option', { name: '故障が確認できない' }).click()
    await form.getByLabel('お客様への説明').fill('点検しましたが、故障は確認できませんでした。')
    await form.getByRole('button', { name: '不承認にする' }).click()
    await form.waitFor({ state: 'detached' })
    expect(await asServer(claim)).toMatchObject({ state: 'rejected', reasonCode: 'no_fault_found' })
    expect(faultsOf(page)).toEqual([])
  })

  test('above the limit a second person decides, who sees what was proposed; the first may not', async () => {
    const claim = await fileClaim()
    const limit = (above: number | null) =>
      sql`update organisations set second_decider_above = ${above} where id = ${seller.organisation.id}`.execute(
        product.services.db,
      )
    await limit(10_000)
    const page = await openClaim('owner', claim)
    await page.getByRole('button', { name: '承認する' }).click()
    const form = page.getByRole('dialog', { name: '承認する' })
    await form.getByLabel('修理の見積もり（税込）').fill('50000')
    await form.getByText('2人目の確認のあとに決まります').waitFor()
    await form.getByRole('button', { name: '承認する' }).click()
    await form.waitFor({ state: 'detached' })
    expect(await asServer(claim)).toMatchObject({ state: 'submitted', secondPersonAwaited: true })
    const own = page.getByRole('button', { name: '提案を確認する' })
    expect(await own.getAttribute('aria-disabled')).toBe('true')
    const second = await openAs('manager', 'claims?queue=second_person')
    await second.getByText(claim.receptionNumber).waitFor()
    await look(second, 'console-claims-second-person-1280')
    await second.getByText(claim.receptionNumber).click()
    await second.getByRole('button', { name: '提案を確認する' }).click()
    const dialog = second.getByRole('dialog', { name: '提案を確認する' })
    await dialog.getByText('¥45,000').waitFor()
    await dialog.getByText('Owner').waitFor()
    await look(second, 'console-claim-confirm-1280')
    await dialog.getByRole('button', { name: '同意して決める' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await asServer(claim)).toMatchObject({ state: 'awaiting_payment', covered: 45_000 })
    await limit(null)
    expect(faultsOf(second)).toEqual([])
  })

  test('takes a claim step by step to its completion', async () => {
    const claim = await fileClaim()
    await product.call('POST', `/v1/claims/${claim.id}/decision`, {
      key: shop.key,
      body: { decision: 'accept', estimate: 20_000 },
    })
    const page = await openClaim('owner', claim)
    const walked = []
    for (let state = (await asServer(claim)).state; state !== 'completed';) {
      walked.push(state)
      await page.getByRole('button', { name: /へ進める$/ }).click()
      const form = page.getByRole('dialog', { name: /へ進める$/ })
      if (state === 'repaired') await form.getByLabel('送り状番号').fill('1234-5678')
      if (state === 'in_repair') await form.getByLabel('実際の修理代（税込）').fill('25000')
      await form.getByRole('button', { name: '進める', exact: true }).click()
      await form.waitFor({ state: 'detached' })
      state = (await asServer(claim)).state
    }
    expect(walked).toEqual([
      'awaiting_payment',
      'awaiting_return',
      'received',
      'in_repair',
      'repaired',
      'shipped',
    ])
    await drawer(page, claim).getByText('1234-5678').waitFor()
    expect((await asServer(claim)).covered).toBe(22_500)
    await look(page, 'console-claim-completed-1280')
  })

  test('a second window’s change is refused, shown, and what was typed stays', async () => {
    const claim = await fileClaim()
    const [first, second] = [await openClaim('owner', claim), await openClaim('manager', claim)]
    const words = '画面の割れは落下によるものです。'
    await second.getByRole('button', { name: '確認をお願いする' }).click()
    await second.getByLabel('お客様への質問').fill(words)
    await first.getByRole('button', { name: '社内メモ' }).click()
    await first.getByRole('textbox', { name: 'メモ' }).fill('電話で確認中')
    await first.getByRole('button', { name: '記録する', exact: true }).click()
    await drawer(first, claim).getByText('電話で確認中').waitFor()
    await drawer(first, claim).getByText('社内だけ').waitFor()
    await second.getByRole('button', { name: 'お願いを送る' }).click()
    await second.getByText('申請の内容が先に変わりました').waitFor()
    await drawer(second, claim).getByText('電話で確認中').waitFor()
    expect(await second.getByLabel('お客様への質問').inputValue()).toBe(words)
    await look(second, 'console-claim-conflict-1280')
    await second.getByRole('button', { name: 'お願いを送る' }).click()
    await drawer(second, claim).getByText('お客様に確認をお願いしました').waitFor()
    expect((await asServer(claim)).history.filter(({ kind }) => kind === 'request_information')).toHaveLength(
      1,
    )
  })

  test('files for a buyer at the counter: asked first, then filed', async () => {
    const email = `${unique('buyer')}@example.com`
    const sold = await shop.sell({ buyer: { email }, purchasedAt: product.clock.now() })
    const page = await openAs('owner', 'file-claim')
    await page.getByLabel('保証番号').fill(sold.number)
    await page.getByText('Television・物損もあんしん').waitFor()
    await page.getByRole('textbox', { name: 'メールアドレス' }).fill(email)
    await page.getByRole('radio', { name: '物損' }).check()
    await page.getByRole('combobox', { name: '症状' }).click()
    await page.getByRole('option', { name: '水ぬれ' }).click()
    await page.getByLabel('発生日').fill(today())
    await page.getByLabel('申請の内容').fill('水をこぼしました。')
    await page.getByLabel('故意による破損').check()
    await page.getByRole('button', { name: '約款に合うか確かめる' }).click()
    await page.getByText('申請できません').waitFor()
    await page.getByText('EX-1').waitFor()
    await page.getByLabel('故意による破損').uncheck()
    await page.getByRole('button', { name: '約款に合うか確かめる' }).click()
    await page.getByText('支払える上限は¥100,000です。').waitFor()
    await look(page, 'console-file-claim-1280')
    await page.getByRole('button', { name: '申請する' }).click()
    await page.getByRole('dialog').getByText('水をこぼしました。').waitFor()
    expect(faultsOf(page)).toEqual([])
  })
})

test('the audit log shows who did what, filters, and is kept as a table', async () => {
  const claim = await fileClaim()
  await product.call('POST', `/v1/claims/${claim.id}/notes`, {
    cookie: sessions.manager,
    body: { note: 'メモ' },
  })
  const page = await openAs('owner', `settings/audit?id=${claim.id}`)
  const cell = (name: string) => page.getByRole('gridcell', { name })
  await cell('申請に社内メモ').waitFor()
  await page.getByText('佐藤').waitFor()
  await cell('申請を受け付け').waitFor()
  await page.getByRole('combobox', { name: '行った人の種類' }).click()
  await page.getByRole('option', { name: 'スタッフ' }).click()
  await cell('申請を受け付け').waitFor({ state: 'detached' })
  await look(page, 'console-audit-1280')
  await cell('申請に社内メモ').click()
  await page.getByRole('dialog').getByText('version').waitFor()
  await look(page, 'console-audit-entry-1280')
  await page.keyboard.press('Escape')
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSVでダウンロード' }).click()
  expect((await saved).suggestedFilename()).toBe('audit.csv')
  await page.setViewportSize({ width: 768, height: 1024 })
  await look(page, 'console-audit-768')
  expect(faultsOf(page)).toEqual([])
})
