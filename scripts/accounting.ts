import { findProgram, install, mayInstall } from './debian.ts'

/** Independent accounting programs that read our exports, by the package of Debian that brings each. */
const programs = { hledger: 'hledger', 'bean-check': 'beancount', 'bean-query': 'beancount' } as const
export type AccountingProgram = keyof typeof programs

/** The path of an accounting program on this machine, or null. */
export function findAccounting(program: AccountingProgram): string | null {
  return findProgram(program)
}

/** Installs the accounting programs that are missing, where we may; says how to get those that stay missing. */
export function provideAccounting(log: (line: string) => void): void {
  const names = Object.keys(programs) as AccountingProgram[]
  const missing = () => [
    ...new Set(names.filter((name) => !findAccounting(name)).map((name) => programs[name])),
  ]
  const wanted = missing()
  if (wanted.length > 0 && mayInstall()) install(wanted, log)
  const left = missing()
  if (left.length > 0)
    log(
      `tests of the ledger's exports are left out without ${left.join(' and ')}; on Debian: apt-get install ${left.join(' ')}`,
    )
}
