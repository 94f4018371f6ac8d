import { statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { restoreBackup } from '#src/backup/restore-backup.ts'
import { takeBackup } from '#src/backup/take-backup.ts'
import { folderOfTest, quietly, servicesOver } from '#test/support/backup.ts'
import { testServices } from '#test/support/context.ts'
import { createDatabase } from '#test/support/database.ts'

/** A million rows in the long form: then what is read is far more than what memory may grow by. */
const rows = process.env['MAMORI_LONG'] === '1' ? 1_000_000 : 50_000
const mostGrowth = 200 * 1024 * 1024

/** The work, and by how much the memory of this process grew at most while it went on. */
async function watched<T>(work: () => Promise<T>): Promise<{ result: T; growth: number; seconds: number }> {
  const before = process.memoryUsage.rss()
  const started = performance.now()
  let most = before
  const watching = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20)
  try {
    const result = await work()
    return { result, growth: most - before, seconds: (performance.now() - started) / 1000 }
  } finally {
    clearInterval(watching)
  }
}

test('memory stays flat however many rows there are', async () => {
  const { services, close } = await testServices()
  const { DATABASE_URL: url } = services.config
  await sql`set statement_timeout = 0`.execute(services.db)
  for (let done = 0; done < rows; done += 50_000)
    await sql`insert into outbox (topic, payload) select 'large', jsonb_build_object('n', n, 'text', repeat(md5(n::text), 8))
      from generate_series(${sql.lit(done + 1)}, ${sql.lit(done + 50_000)}) n`.execute(services.db)
  const file = join(folderOfTest('large'), 'large.tar.gz')
  const options = { file, secrets: services.secrets, folder: undefined }
  const taken = await watched(() => takeBackup({ ...options, url, progress: quietly() }))
  const target = (await createDatabase()).url
  const restored = await watched(() => restoreBackup({ ...options, url: target, progress: quietly() }))
  const counted = await sql<{ n: number }>`select count(*) as n from outbox`.execute(
    servicesOver(services, target).db,
  )
  expect(counted.rows[0]?.n).toBe(rows)
  const table = taken.result.tables.find(({ name }) => name === 'outbox')
  console.log(
    `${rows} rows, ${table?.bytes} bytes, file ${statSync(file).size}: backup ${taken.seconds.toFixed(1)} s, grew by ${taken.growth}; restore ${restored.seconds.toFixed(1)} s, grew by ${restored.growth}`,
  )
  expect(taken.growth).toBeLessThan(mostGrowth)
  expect(restored.growth).toBeLessThan(mostGrowth)
  await close()
})
