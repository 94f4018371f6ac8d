import { parseArgs } from 'node:util'
import { readConfig } from '#platform/config.ts'
import type { Config } from '#platform/config.ts'
import type { Context } from '#platform/context.ts'
import { systemContext } from '#platform/context.ts'
import { changeKeyFile, keyFileOf, withNewKey } from '#platform/key-ring.ts'
import { resealAll } from './keys/reseal-all.ts'
import { countByKeys } from './keys/count-by-keys.ts'
import { loadSecrets } from '#platform/secrets.ts'
import { openServices } from './services.ts'

const usage = `Usage:
  npm run rotate-keys                 a new key where this machine keeps its own; then everything is sealed anew
  npm run rotate-keys -- --reseal     seals anew what is not under the newest key
  npm run rotate-keys -- --forget ID  takes a key that nothing needs any more out of the key file
`

type Screen = NodeJS.WritableStream

/**
 * `npm run rotate-keys`: brings everything under a new key while the product runs, and says which keys are needed no
 * longer. @returns the exit code: 1 where something is still under an old key
 */
export async function rotateKeys(
  databaseUrl: string,
  args: string[],
  screen: Screen = process.stdout,
): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      reseal: { type: 'boolean', default: false },
      forget: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    screen.write(usage)
    return 0
  }
  const config = readConfig({ ...process.env, DATABASE_URL: databaseUrl })
  const ownFile = config.MAMORI_KEYS ? undefined : keyFileOf(config)
  if (values.forget !== undefined) return await forget(config, ownFile, values.forget, screen)
  if (ownFile !== undefined && !values.reseal) {
    // A first key is made where there is none yet.
    loadSecrets(config)
    const [newest] = changeKeyFile(ownFile, withNewKey).sealing
    screen.write(`${newest.id} is the newest key in ${ownFile}.\n`)
  }
  return await withContext(config, async (ctx) => {
    await resealAll(ctx, (place, done) => screen.write(`${place}: ${done} sealed anew\n`))
    return report(await countByKeys(ctx), ctx.secrets.keyIds(), screen)
  })
}

/** Says of every key whether anything needs it. */
function report(counts: ReadonlyMap<string, number>, keyIds: readonly string[], screen: Screen): number {
  const [newest, ...older] = keyIds
  const needed = older.filter((id) => (counts.get(id) ?? 0) > 0)
  screen.write(`${newest}: ${counts.get(newest ?? '') ?? 0} values\n`)
  for (const id of older) {
    const left = counts.get(id) ?? 0
    screen.write(
      left > 0
        ? `${id}: ${left} values still. A process that runs with the old keys, or a message that waits: run this again once all have the new ones.\n`
        : `${id} is needed no longer: take it out of MAMORI_KEYS, or forget it with --forget ${id}. Keep it with the backups that were taken before.\n`,
    )
  }
  screen.write('The key for look-ups stays as it is (docs/guides/security.md says why).\n')
  return needed.length > 0 ? 1 : 0
}

async function forget(config: Config, file: string | undefined, id: string, screen: Screen): Promise<number> {
  if (file === undefined) {
    screen.write('The keys come from MAMORI_KEYS: take the key out there.\n')
    return 1
  }
  return await withContext(config, async (ctx) => {
    const left = (await countByKeys(ctx)).get(id) ?? 0
    if (left > 0 || ctx.secrets.keyIds()[0] === id || !ctx.secrets.keyIds().includes(id)) {
      screen.write(
        left > 0 ? `${left} values are still sealed under ${id}.\n` : `${id} is no older key of ${file}.\n`,
      )
      return 1
    }
    changeKeyFile(file, ({ sealing: [newest, ...older], hashing }) => ({
      sealing: [newest, ...older.filter((key) => key.id !== id)],
      hashing,
    }))
    screen.write(`${id} is no longer in ${file}.\n`)
    return 0
  })
}

async function withContext(config: Config, work: (ctx: Context) => Promise<number>): Promise<number> {
  const services = openServices(config, { listen: false })
  try {
    return await work(systemContext(services, 'rotateKeys', 'cli'))
  } finally {
    await services.close()
  }
}
