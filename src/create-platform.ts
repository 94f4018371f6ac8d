import { parseArgs } from 'node:util'
import { sql } from 'kysely'
import { createOrganisation } from '#modules/identity/index.ts'
import { readConfig } from '#platform/config.ts'
import { systemContext } from '#platform/context.ts'
import { openServices } from './services.ts'

/**
 * Makes the organisation that runs this platform, with its first owner, who then makes the others in the console.
 * There is one: a second call is refused.
 */
export async function createPlatform(databaseUrl: string, args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { name: { type: 'string' }, owner: { type: 'string' }, email: { type: 'string' } },
  })
  const { name, owner, email } = values
  if (!name || !owner || !email) throw new Error('Say --name NAME --owner NAME --email ADDRESS')
  const services = openServices(readConfig({ ...process.env, DATABASE_URL: databaseUrl }), { listen: false })
  try {
    const { rows } = await sql`select 1 from organisations where kind = 'platform'`.execute(services.db)
    if (rows.length > 0) throw new Error('This platform has its organisation already.')
    const ctx = systemContext(services, 'createPlatform', 'cli')
    await createOrganisation(ctx, { name, kind: 'platform', mode: 'live', owner: { name: owner, email } })
    console.log(`${email} can sign in to the console.`)
  } finally {
    await services.close()
  }
}
