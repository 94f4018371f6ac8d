import { readConfig } from '#platform/config.ts'
import { createApp } from './app.ts'
import { openServices } from './services.ts'

/** The document of the HTTP API, made from the routes; nothing is connected to. */
export async function openapiDocument(): Promise<string> {
  const config = readConfig({
    DATABASE_URL: 'postgres://nowhere.invalid/none',
    MAMORI_ENV: 'development',
    MAMORI_KEYS: `doc:${Buffer.alloc(32).toString('base64')}`,
    LOG_LEVEL: 'silent',
  })
  const services = openServices(config, { listen: false })
  const app = await createApp(services)
  await app.ready()
  const document = (app as unknown as { swagger(): unknown }).swagger()
  await app.close()
  await services.close()
  return JSON.stringify(document, null, 2)
}
