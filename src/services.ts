import type { Config } from '#platform/config.ts'
import { createCaches } from '#platform/caches.ts'
import { systemClock } from '#platform/clock.ts'
import type { Clock } from '#platform/clock.ts'
import type { Services } from '#platform/context.ts'
import { openDatabase } from '#platform/db.ts'
import { createLog } from '#platform/log.ts'
import { createMetrics } from '#platform/metrics.ts'
import { openFiles } from '#platform/open-files.ts'
import { loadSecrets } from '#platform/secrets.ts'

/** Opens what lives as long as the process: database, keys, files, clock, log, caches. */
export function openServices(
  config: Config,
  options: { clock?: Clock; listen?: boolean } = {},
): Services & { close(): Promise<void> } {
  const log = createLog(config.LOG_LEVEL)
  const database = openDatabase(config.DATABASE_URL, config.POOL_SIZE)
  const caches = createCaches(log, options.listen === false ? undefined : config.DATABASE_URL)
  return {
    db: database.db,
    clock: options.clock ?? systemClock,
    caches,
    secrets: loadSecrets(config),
    files: openFiles(config),
    log,
    metrics: createMetrics(),
    config,
    async close() {
      await caches.close()
      await database.close()
    },
  }
}
