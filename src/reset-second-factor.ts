import { parseArgs } from 'node:util'
import { resetSecondFactorOf } from '#modules/identity/index.ts'
import { readConfig } from '#platform/config.ts'
import { systemContext } from '#platform/context.ts'
import { openServices } from './services.ts'

/** For the only owner of an organisation who has lost device and recovery codes; another owner does it in the console. */
export async function resetSecondFactor(databaseUrl: string, args: string[]): Promise<void> {
  const { email } = parseArgs({ args, options: { email: { type: 'string' } } }).values
  if (!email) throw new Error('Say --email ADDRESS')
  const services = openServices(readConfig({ ...process.env, DATABASE_URL: databaseUrl }), { listen: false })
  try {
    const ctx = systemContext(services, 'resetSecondFactor', 'cli')
    if (!(await resetSecondFactorOf(ctx, email))) throw new Error(`No member of staff signs in as ${email}.`)
    console.log(`${email} is signed out, and enrols a device at the next sign-in.`)
  } finally {
    await services.close()
  }
}
