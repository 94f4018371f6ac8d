import type { Client } from 'pg'
import { keyIdOf } from '#platform/sealed-places.ts'

/*
 * Work that waits (mail that is not sent yet, above all). The library's tables are private and change with it, so a
 * job is carried by what its public `add_job` takes. Attempts begin anew. Jobs that gave up are counted, not carried.
 */
const waiting = `
  select json_build_object('identifier', t.identifier, 'payload', j.payload, 'queue', q.queue_name,
    'runAt', j.run_at, 'maxAttempts', j.max_attempts, 'key', j.key, 'priority', j.priority,
    'flags', (select json_agg(f) from jsonb_object_keys(j.flags) f))::text as job
  from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
  left join graphile_worker._private_job_queues q on q.id = j.job_queue_id
  where j.attempts < j.max_attempts`

export const copyWaitingJobs = `copy (${waiting} order by j.id) to stdout`

export async function countGivenUpJobs(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from graphile_worker._private_jobs where attempts >= max_attempts',
  )
  return rows[0]?.count ?? 0
}

export const makeJobTable =
  'create temporary table restored_jobs (n integer generated always as identity, job json) on commit drop'
export const copyJobsIn = 'copy restored_jobs (job) from stdin'

/** Puts the jobs that were loaded into the queue, in their order. */
export async function addRestoredJobs(client: Client): Promise<void> {
  await client.query(`
    select count(*) from (select graphile_worker.add_job(job->>'identifier', payload => job->'payload',
      queue_name => job->>'queue', run_at => (job->>'runAt')::timestamptz, max_attempts => (job->>'maxAttempts')::int,
      job_key => job->>'key', priority => (job->>'priority')::int,
      flags => (select array_agg(f) from json_array_elements_text(
        case when json_typeof(job->'flags') = 'array' then job->'flags' else '[]' end) f))
    from restored_jobs order by n) added`)
}

/** Keys under which messages are sealed that wait in jobs (src/platform/messages.ts). */
export async function keyIdsInJobs(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(`
    select distinct ${keyIdOf("decode(payload->>'sealed', 'base64')")} as id
    from graphile_worker._private_jobs where payload->>'sealed' is not null`)
  return rows.map(({ id }) => id)
}
