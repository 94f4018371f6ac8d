import { readFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { eraseAgain } from '#modules/identity/index.ts'
import { readConfig } from '#platform/config.ts'
import type { Context } from '#platform/context.ts'
import { systemContext } from '#platform/context.ts'
import { Problem } from '#platform/errors.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import type { Erasure } from './list-erasures.ts'
import { listErasures } from './list-erasures.ts'
import { personalData } from './personal-data.ts'
import { openServices } from './services.ts'

type Screen = NodeJS.WritableStream

/**
 * `npm run erasures`: lists who was erased, a line each, by ids that lead to nobody; with `--again FILE` erases those
 * of such a list whom a restore has brought back.
 * @returns the exit code: 1 where somebody could not be erased, 2 for a file that is no such list
 */
export async function erasures(
  databaseUrl: string,
  args: string[],
  screen: Screen = process.stdout,
): Promise<number> {
  const { again } = parseArgs({ args, options: { again: { type: 'string' } } }).values
  const listed = again === undefined ? [] : (await readFile(again, 'utf8')).split('\n').map(readLine)
  const wrong = listed.indexOf('wrong')
  if (wrong >= 0) {
    screen.write(`${again}: line ${wrong + 1} is none of \`npm run erasures\`. Nobody was erased.\n`)
    return 2
  }
  const services = openServices(readConfig({ ...process.env, DATABASE_URL: databaseUrl }), { listen: false })
  try {
    const ctx = systemContext(services, 'eraseAgain', 'cli')
    if (again !== undefined) return await eraseListed(ctx, listed.filter(isErasure), screen)
    for (const { id, at, contracts } of await listErasures(ctx.db))
      screen.write(`${publicId('per', id)} ${contracts} ${at}\n`)
    return 0
  } finally {
    await services.close()
  }
}

type Line = Pick<Erasure, 'id' | 'contracts'>
const isErasure = (line: Line | 'wrong' | undefined): line is Line => typeof line === 'object'

function readLine(line: string): Line | 'wrong' | undefined {
  if (line.trim() === '') return undefined
  const [person = '', contracts] = line.split(' ')
  const id = parsePublicId('per', person)
  if (id === undefined || (contracts !== 'keep' && contracts !== 'give_up')) return 'wrong'
  return { id, contracts }
}

async function eraseListed(ctx: Context, listed: readonly Line[], screen: Screen): Promise<number> {
  let erased = 0
  let refused = 0
  for (const one of listed) {
    try {
      if (await eraseAgain(ctx, personalData, one)) erased += 1
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      refused += 1
      screen.write(`${publicId('per', one.id)}: ${error.message}\n`)
    }
  }
  screen.write(`${listed.length} in the list: ${erased} erased again, ${refused} refused.\n`)
  if (refused > 0) screen.write('Run this again once what stands in the way is over.\n')
  return refused > 0 ? 1 : 0
}
