import { z } from 'zod'
import { canonicalJson } from '#platform/text.ts'
import type { Secrets } from '#platform/secrets.ts'

/*
 * A backup is a gzipped tar: `tables/<table>/<part>.copy`, each a portion of PostgreSQL's COPY text, `jobs/1.ndjson`,
 * `files/<path>`, and `manifest.json` as the last entry: a file without it was broken off.
 */
export const formatVersion = 1
export const manifestName = 'manifest.json'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const TableEntry = z.strictObject({
  name: z.string(),
  columns: z.array(z.string()),
  rows: z.int().min(0),
  bytes: z.int().min(0),
  sha256: Hash,
})
export type TableEntry = z.infer<typeof TableEntry>

export const Facts = z.strictObject({
  format: z.literal(formatVersion),
  takenAt: z.string(),
  server: z.string(),
  /** Names of the migrations that the data stands on, in their order. */
  migrations: z.array(z.string()),
  /** In an order in which no row comes before the one that it refers to. */
  tables: z.array(TableEntry),
  sequences: z.array(z.strictObject({ name: z.string(), last: z.int().nullable() })),
  jobs: z.strictObject({ rows: z.int().min(0), sha256: Hash, givenUp: z.int().min(0) }),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int().min(0), sha256: Hash })),
  /** Ids of the keys under which something in here is sealed; never the keys. */
  keyIds: z.array(z.string()),
})
export type Facts = z.infer<typeof Facts>
export const Manifest = z.strictObject({ facts: Facts, seal: Hash })

/**
 * A keyed hash over the facts, which hold the hashes of all the rest: what was altered by somebody without the keys
 * is known, and so is an installation whose look-up hashes would not find the people in the backup.
 */
export function sealOf(facts: Facts, secrets: Secrets): string {
  return secrets.keyedHash('backup', canonicalJson(facts)).toString('hex')
}
