import { sql } from 'kysely'
import type { z } from 'zod'
import type { Context } from './context.ts'
import type { Tx } from './db.ts'

/** Work with retries of its own: calls to the outside, mail, sweeps. Named `module.verb-noun`. */
export type JobDefinition<P> = {
  readonly name: string
  readonly schema: z.ZodType<P>
  readonly maxAttempts: number
}

export function defineJob<P>(
  name: string,
  schema: z.ZodType<P>,
  options: { maxAttempts?: number } = {},
): JobDefinition<P> {
  return { name, schema, maxAttempts: options.maxAttempts ?? 12 }
}

/**
 * Enqueues in the caller's transaction: rolled back with it, and never lost after it. `afterSeconds` is for waits of
 * less than a minute; what waits longer is found by a sweep over its own column.
 */
export async function enqueue<P>(
  tx: Tx,
  job: JobDefinition<P>,
  payload: P,
  options: { key?: string; afterSeconds?: number } = {},
): Promise<void> {
  await sql`select graphile_worker.add_job(
    ${job.name}, payload => ${JSON.stringify(payload)}::json, max_attempts => ${job.maxAttempts},
    job_key => ${options.key ?? null}::text, run_at => now() + make_interval(secs => ${options.afterSeconds ?? 0}))`.execute(
    tx,
  )
}

/** Many jobs of one kind in one round trip. */
export async function enqueueAll<P>(tx: Tx, job: JobDefinition<P>, payloads: readonly P[]): Promise<void> {
  if (payloads.length === 0) return
  const specs = payloads.map((payload) => ({ identifier: job.name, payload, max_attempts: job.maxAttempts }))
  await sql`select count(*) from graphile_worker.add_jobs(array(
    select s from json_populate_recordset(null::graphile_worker.job_spec, ${JSON.stringify(specs)}::json) s))`.execute(
    tx,
  )
}

/** A job with the function that does it; `worker.ts` collects these from the modules. */
export type JobHandler = { readonly name: string; run(ctx: Context, payload: unknown): Promise<void> }

export function handle<P>(
  job: JobDefinition<P>,
  run: (ctx: Context, payload: P) => Promise<void>,
): JobHandler {
  return { name: job.name, run: (ctx, payload) => run(ctx, job.schema.parse(payload)) }
}
