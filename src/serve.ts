import { readConfig } from '#platform/config.ts'
import { createApp } from './app.ts'
import { openServices } from './services.ts'
import { startWorker } from './worker.ts'

export type ServeOptions = {
  databaseUrl: string
  port: number
  host: string
  role: 'serve' | 'api' | 'worker'
}

/** Starts a process of the product: the HTTP side, the working side, or both. `close` finishes what is under way. */
export async function serve(options: ServeOptions): Promise<{ url: string; close(): Promise<void> }> {
  const config = readConfig({
    ...process.env,
    DATABASE_URL: options.databaseUrl,
    PORT: String(options.port),
    HOST: options.host,
  })
  const services = openServices(config)
  const app = options.role === 'worker' ? undefined : await createApp(services)
  const worker = options.role === 'api' ? undefined : await startWorker(services)
  const url = app ? await app.listen({ port: options.port, host: options.host }) : ''
  return {
    url,
    async close() {
      // A client that stopped in the middle of its request would keep us for ever.
      const cut = setTimeout(() => app?.server.closeAllConnections(), config.DRAIN_SECONDS * 1000)
      // Connections that were answered only now would be kept alive for the next request.
      const idle = setInterval(() => app?.server.closeIdleConnections(), 50)
      await app?.close()
      clearTimeout(cut)
      clearInterval(idle)
      await worker?.stop()
      await services.close()
    },
  }
}
