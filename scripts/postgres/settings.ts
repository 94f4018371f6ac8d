import type { Purpose } from './places.ts'

const always = {
  listen_addresses: '127.0.0.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  password_encryption: 'scram-sha-256',
}

const byPurpose: Record<Purpose, Record<string, string>> = {
  dev: { max_connections: '100', shared_buffers: '256MB', max_wal_size: '2GB', fsync: 'on' },
  /** Nothing of it outlives the run, so nothing waits for the disk. */
  test: {
    max_connections: '200',
    shared_buffers: '256MB',
    max_wal_size: '4GB',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    autovacuum_naptime: '5min',
  },
  /** Durable like production, with room enough that checkpoints do not disturb a measurement. */
  bench: {
    max_connections: '200',
    shared_buffers: '512MB',
    max_wal_size: '8GB',
    checkpoint_timeout: '15min',
    fsync: 'on',
    synchronous_commit: 'on',
    wal_compression: 'on',
  },
}

/** The server's settings as command-line arguments, so that they also change for data folders made earlier. */
export function settingsOf(purpose: Purpose, port: number, sockets: string | null): string[] {
  const settings = {
    ...always,
    ...byPurpose[purpose],
    port: String(port),
    unix_socket_directories: sockets ?? '',
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
