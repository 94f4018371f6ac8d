import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Mode } from '../../src/platform/auth.ts'
import { newSeller, signInStaffMember } from '../../test/support/people.ts'
import type { Product } from '../../test/support/product.ts'
import { openTill } from '../../test/support/till.ts'
import type { Windows } from './support.ts'
import { desktop, faultsOf, picture, serious } from './support.ts'

export const narrow = { width: 768, height: 900 }

/** A store that takes payments, its owner signed in, and a way to look at the console as they do. */
export async function startDesk(product: Product, browser: Windows, mode: Mode = 'live') {
  const seller = await newSeller(product, { mode })
  const till = await openTill(product, { organisation: seller.organisation, mode })
  const cookie = await signInStaffMember(product, seller.owner)
  return {
    seller,
    till,
    async open(path: string, size = desktop): Promise<Page> {
      const page = await browser.open(`${product.url}/healthz`, size)
      await page.context().addCookies([{ name: 'mamori_staff', value: cookie, url: product.url }])
      await page.goto(`${product.url}/console/${path}`)
      return page
    },
  }
}

/** A picture of the screen when nothing moves any more, and nothing wrong on it. */
export async function look(page: Page, name: string): Promise<void> {
  const busy =
    "document.querySelectorAll('[aria-busy=true]').length + document.getAnimations().filter((one) => one.playState === 'running' && one.effect?.getTiming().iterations !== Infinity).length"
  await expect.poll(() => page.evaluate<number>(busy)).toBe(0)
  await picture(page, name)
  expect(await serious(page)).toEqual([])
  expect(faultsOf(page)).toEqual([])
}

/** Nothing of a screen stands out of its sides. */
export async function expectNoOverflow(page: Page): Promise<void> {
  const over = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
  expect(await page.evaluate<number>(over)).toBeLessThanOrEqual(0)
}
