import { randomBytes } from 'node:crypto'

import { inject } from 'vitest'

import { databaseUrl, onConnection } from '#scripts/database.ts'

import { dropDatabase } from './test-server.ts'

export type TestDatabase = { url: string; drop: () => Promise<void> }

/**
 * A database of this test file's own, cloned from the migrated template. Dropping it early only saves room; the run
 * drops all of its databases at its end.
 */
export async function createDatabase(): Promise<TestDatabase> {
  const { url, prefix, template } = inject('testServer')
  const name = `${prefix}${randomBytes(4).toString('hex')}`
  await onConnection(url, (client) =>
    client.query(`create database ${name} template ${template} strategy file_copy`),
  )
  return {
    url: databaseUrl(url, name),
    drop: () => onConnection(url, (client) => dropDatabase(client, name)),
  }
}

/** A database without even a schema, for what makes its own. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const { url, prefix } = inject('testServer')
  const name = `${prefix}${randomBytes(4).toString('hex')}`
  await onConnection(url, (client) => client.query(`create database ${name}`))
  return {
    url: databaseUrl(url, name),
    drop: () => onConnection(url, (client) => dropDatabase(client, name)),
  }
}
