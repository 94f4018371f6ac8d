import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

/** What this process counts, for `GET /metrics`. One registry per application, so that tests do not share. */
export type Metrics = {
  registry: Registry
  requests: Histogram<'operation' | 'status'>
  jobs: Counter<'job' | 'outcome'>
  events: Counter<'subscriber' | 'outcome'>
  /** Strangers' numbers and contacts that did not belong together. */
  claimMismatches: Counter
}

export function createMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'mamori_' })
  return {
    registry,
    requests: new Histogram({
      name: 'mamori_http_request_seconds',
      help: 'Time to answer, by operation and status',
      labelNames: ['operation', 'status'],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    }),
    jobs: new Counter({
      name: 'mamori_jobs_total',
      help: 'Jobs run, by name and outcome',
      labelNames: ['job', 'outcome'],
      registers: [registry],
    }),
    events: new Counter({
      name: 'mamori_events_total',
      help: 'Events handed to subscribers',
      labelNames: ['subscriber', 'outcome'],
      registers: [registry],
    }),
    claimMismatches: new Counter({
      name: 'mamori_claim_mismatches_total',
      help: 'Claims asked for without an account by a number and a contact that do not belong together',
      registers: [registry],
    }),
  }
}
