import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { installPackages, isExecutable, mayInstall } from './debian.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']

/** The path of a Chromium on this machine, or null. The variable CHROMIUM names one that lies elsewhere. */
export function findChromium(): string | null {
  const given = process.env['CHROMIUM']
  const candidates = given ? [given] : folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return candidates.find(isExecutable) ?? null
}

/**
 * Chromium for the browser tests, installed from Debian's packages where we may (as root); a font for Japanese
 * likewise, since without one the pages are measured with boxes. Where there is none, says how to get it.
 */
export function provideChromium(log: (line: string) => void): { path: string } | { missing: string } {
  const wanted = [findChromium() ? [] : ['chromium'], hasJapaneseFont() ? [] : ['fonts-noto-cjk']].flat()
  if (wanted.length > 0 && mayInstall() && !process.env['CHROMIUM']) installPackages(wanted, log)
  const path = findChromium()
  if (path) return { path }
  return {
    missing:
      'no Chromium was found; on Debian: apt-get install chromium fonts-noto-cjk, else set CHROMIUM to its path',
  }
}

function hasJapaneseFont(): boolean {
  const { stdout } = spawnSync('fc-list', [':lang=ja'], { encoding: 'utf8' })
  return Boolean(stdout?.trim())
}
