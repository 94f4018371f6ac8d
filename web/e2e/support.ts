import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { launchChromium } from '../../test/support/browser.ts'
import { deviceCode } from '../../test/support/people.ts'

const pictures = join(import.meta.dirname, '..', '..', 'reports', 'screenshots')
mkdirSync(pictures, { recursive: true })

export const phone = { width: 390, height: 844 }
export const desktop = { width: 1280, height: 800 }

/** A browser for a file's tests; each person gets a window of their own from `open`. */
export async function startBrowser() {
  const browser: Browser = await launchChromium()
  const contexts: BrowserContext[] = []
  afterAll(async () => {
    for (const context of contexts) await context.close()
    await browser.close()
  })
  return {
    async open(url: string, viewport: { width: number; height: number } = phone): Promise<Page> {
      const context = await browser.newContext({
        viewport,
        locale: 'ja-JP',
        timezoneId: 'Asia/Tokyo',
        deviceScaleFactor: 1,
      })
      context.setDefaultTimeout(10_000)
      contexts.push(context)
      const page = await context.newPage()
      failOnFaults(page)
      await page.goto(url)
      return page
    },
  }
}

export type Windows = Awaited<ReturnType<typeof startBrowser>>

const faults = new WeakMap<Page, string[]>()

/** What a page complained about: scripts that failed, and anything that the content security policy refused. */
export function faultsOf(page: Page): readonly string[] {
  return faults.get(page) ?? []
}

function failOnFaults(page: Page): void {
  const found: string[] = []
  faults.set(page, found)
  page.on('pageerror', (error) => found.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/401|404|Failed to load resource/.test(message.text()))
      found.push(message.text())
  })
}

/** A picture of the whole screen, for people to look at after the run. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
}

/** The newest sign-in code of an address, read on the mailbox page in a window of its own. */
export async function readCode(browser: Windows, url: string, email: string): Promise<string> {
  const mailbox = await browser.open(`${url}/mailbox?to=${encodeURIComponent(email)}`)
  const mail = mailbox
    .getByRole('article')
    .filter({ hasText: email })
    .filter({ hasText: 'サインインコード' })
    .first()
  // Six digits alone: an address may have some in it.
  const code = /(?<![\w-])\d{6}(?![\w-])/.exec(await mail.innerText())?.[0]
  await mailbox.close()
  if (code === undefined) throw new Error('the mailbox shows no code')
  return code
}

/** Enrols a device on the second step of the first sign-in, and keeps the recovery codes. */
export async function enrolDevice(page: Page, clock: { now(): string }): Promise<string> {
  await page.getByRole('button', { name: '登録を始める' }).click()
  const shown = page.getByText(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)
  const secret = (await shown.innerText()).replaceAll(' ', '')
  await page.getByLabel('認証アプリのコード').fill(deviceCode({ clock }, secret))
  await page.getByText('リカバリーコードを控えました').click()
  await page.getByRole('button', { name: '続ける' }).click()
  return secret
}

/** What axe finds serious or critical on the screen, by rule and place. */
export async function serious(page: Page): Promise<string[]> {
  // What fades in or out is half there, and would be found too pale.
  await page.evaluate(
    'Promise.all(document.getAnimations().filter(a => a.playState === "running" && a.effect.getComputedTiming().endTime !== Infinity).map(a => a.finished.catch(() => {}))).then(() => {})',
  )
  await page.evaluate(axe.source)
  const run =
    '(async () => (await axe.run()).violations.filter(v => ["serious","critical"].includes(v.impact)).map(v => v.id + ": " + v.nodes.map(n => n.target).join(" ")))()'
  return page.evaluate<string[]>(run)
}
