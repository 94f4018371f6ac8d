import { delimiter, join } from 'node:path'
import { installPackages, isExecutable, mayInstall } from './debian.ts'

/** Programs of others that read our books, by the Debian package that brings them. */
const programs = { hledger: 'hledger', beancount: 'bean-check' } as const
type Package = keyof typeof programs

/** Where a program of a package lies, or null. */
export function findAccounting(name: Package): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']
  return folders.map((folder) => join(folder, programs[name])).find(isExecutable) ?? null
}

/** Installs what is missing where we may; else says that those tests are left out. */
export function provideAccounting(log: (line: string) => void): void {
  const names = Object.keys(programs) as Package[]
  const missing = () => names.filter((name) => findAccounting(name) === null)
  if (missing().length > 0 && mayInstall()) installPackages(missing(), log)
  const left = missing()
  if (left.length > 0) log(`the books are not read back: on Debian, apt-get install ${left.join(' ')}`)
}
