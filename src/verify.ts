import { parseArgs } from 'node:util'
import { readConfig } from '#platform/config.ts'
import { systemContext } from '#platform/context.ts'
import { openServices } from './services.ts'
import { checks } from './verify/checks.ts'
import type { Result } from './verify/verify-data.ts'
import { verifyData } from './verify/verify-data.ts'

const count = new Intl.NumberFormat('en')

/** `npm run verify`: names every inconsistency that it looks for. @returns the exit code, 1 where there is any */
export async function verify(
  databaseUrl: string,
  args: string[],
  screen: NodeJS.WritableStream = process.stdout,
): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  const services = openServices(readConfig({ ...process.env, DATABASE_URL: databaseUrl }), { listen: false })
  try {
    const print = (result: Result) => {
      if (!values.json) screen.write(lineOf(result))
    }
    const results = await verifyData(systemContext(services, 'verify', 'cli'), checks, print)
    const faults = results.reduce((sum, result) => sum + result.faults, 0)
    if (values.json) screen.write(`${JSON.stringify({ ok: faults === 0, faults, checks: results })}\n`)
    else screen.write(faults === 0 ? '\nAll is consistent.\n' : `\n${count.format(faults)} faults.\n`)
    return faults === 0 ? 0 : 1
  } finally {
    await services.close()
  }
}

function lineOf({ name, rule, looked, faults, examples }: Result): string {
  const counts = `${count.format(looked)} looked at, ${count.format(faults)} faults`
  return `${faults === 0 ? '✓' : '✗'} ${name} (${counts}): ${rule}\n${examples.map((one) => `    ${one}\n`).join('')}`
}
