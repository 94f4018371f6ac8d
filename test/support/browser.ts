import { chromium } from 'playwright-core'
import type { Browser } from 'playwright-core'

import { findChromium } from '#scripts/chromium.ts'

/** A browser that talks to nobody but the pages under test. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath)
    throw new Error('No Chromium: run npm test, which finds or installs it, or set CHROMIUM.')
  return await chromium.launch({
    executablePath,
    headless: true,
    // Chromium refuses its sandbox to root.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}
