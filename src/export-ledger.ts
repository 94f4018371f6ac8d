import { parseArgs } from 'node:util'
import { once } from 'node:events'
import { exportJournals } from '#modules/ledger/index.ts'
import { readConfig } from '#platform/config.ts'
import { systemContext } from '#platform/context.ts'
import { DayText } from '#platform/dates.ts'
import { parsePublicId } from '#platform/ids.ts'
import { openServices } from './services.ts'

type Screen = NodeJS.WritableStream
const usage =
  'Usage: npm run export-ledger -- --organisation org_… --format hledger|beancount [--from DAY] [--to DAY]\n'

/**
 * `npm run export-ledger`: an organisation's books on standard output, for hledger or beancount.
 * @returns the exit code: 2 where the options are not right
 */
export async function exportLedger(
  databaseUrl: string,
  args: string[],
  screen: Screen = process.stdout,
): Promise<number> {
  const { organisation, format, from, to } = parseArgs({
    args,
    options: {
      organisation: { type: 'string' },
      format: { type: 'string', default: 'hledger' },
      from: { type: 'string' },
      to: { type: 'string' },
    },
  }).values
  const id = parsePublicId('org', organisation ?? '')
  const days = [from, to].every((day) => day === undefined || DayText.safeParse(day).success)
  if (!id || !days || (format !== 'hledger' && format !== 'beancount')) {
    screen.write(usage)
    return 2
  }
  const services = openServices(readConfig({ ...process.env, DATABASE_URL: databaseUrl }), { listen: false })
  try {
    const ctx = systemContext(services, 'exportJournals', 'cli')
    for await (const text of exportJournals(ctx, id, { format, from, to }))
      if (!screen.write(text)) await once(screen, 'drain')
    return 0
  } finally {
    await services.close()
  }
}
