import { Client } from 'pg'
import { execSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { freshDatabase, settle } from './database.ts'
import { captureTemplates, startChildren, loadOf, freshPrefix } from './figures.ts'
import type { Bench } from './figures.ts'
import { fillSettlements } from './fill.ts'
import { prepare, productEnvironment } from './prepare.ts'
import { startProduct } from './product.ts'
import { full } from './settings.ts'
import { captureSettlements, tillsOf } from './settlement-figures.ts'
const log = console.error
const what = process.argv[2] ?? 'settlements'
const sizes = { ...full, items: 2000, buyers: 2000, sessions: 50, coupons: 500, accounts: 2000, settlements: 20000, warmUpMs: 6000, measureMs: 10000 }
const database = await freshDatabase(log)
const admin = new Client({ connectionString: database.url })
await admin.connect()
try { await admin.query('create extension if not exists pg_stat_statements') } catch (e) { log(String(e)) }
if (process.argv[3] === "setup") { admin.on("error", () => {});
  await admin.query("alter system set shared_preload_libraries = 'pg_stat_statements'")
  await admin.query("alter system set pg_stat_statements.track_utility = on")
  await database.drop(); process.exit(0)
}
const children = startChildren()
const environment = productEnvironment(database.url)
const prepared = await prepare(environment, sizes)
const product = await startProduct(environment, 'serve', process.argv[3])
const templates = await captureTemplates({ prepared, sizes, product, admin })
const bench: Bench = { url: database.url, environment, sizes, prepared, product, admin, templates, settlements: [], log, children }
bench.settlements = await captureSettlements(bench)
await fillSettlements(bench)
await admin.query('vacuum analyze')
const tills = tillsOf(bench)
const cpu = () => {
  const out: Record<string, number> = {}
  for (const line of execSync("ps -eo pid,comm,args --no-headers").toString().split('\n')) {
    const m = /^\s*(\d+)\s+(\S+)\s+(.*)$/.exec(line); if (!m) continue
    let s; try { s = readFileSync(`/proc/${m[1]}/stat`, 'utf8').split(') ')[1]!.split(' ') } catch { continue }
    const name = m[2] === 'postgres' ? 'pg ' + (m[3]!.includes('postgres: ') ? m[3]!.split('postgres: ')[1]!.split(' ')[0] : 'main') : m[3]!.includes('main.ts') ? 'product' : m[3]!.includes('load.ts') ? 'load' : m[2]!
    out[name] = (out[name] ?? 0) + (Number(s[11]) + Number(s[12])) / 100
  }
  return out
}
const waits = new Map<string, number>()
let samples = 0
const asked = () => what === 'quotes' ? { kind: 'quotes', tills } as const : { kind: 'settlements', tills, prefix: freshPrefix(), most: 60000 } as const
for (let round = 0; round < 2; round++) {
  await settle(admin)
  const stop = { v: false }
  waits.clear(); samples = 0
  await admin.query('select pg_stat_statements_reset()').catch(() => {})
  const before = cpu()
  const sampler = (async () => {
    while (!stop.v) {
      const { rows } = await admin.query("select application_name, state, wait_event_type || ':' || wait_event as w, left(query, 60) q from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type='client backend'")
      samples++
      for (const r of rows) { if (r.state === 'idle') continue; const k = `${r.state} ${r.w}`; waits.set(k, (waits.get(k) ?? 0) + 1) }
      await new Promise((r) => setTimeout(r, 50))
    }
  })()
  const started = performance.now()
  const result = await loadOf(bench, product.port, asked(), what === 'quotes' ? 200 : 201)
  const seconds = (performance.now() - started) / 1000
  stop.v = true
  await sampler
  const after = cpu()
  log(round, result)
  for (const [k, v] of Object.entries(after)) { const d = v - (before[k] ?? 0); if (d > 0.3) log(`  cpu ${k}: ${d.toFixed(1)} s of ${seconds.toFixed(1)}`) }
  for (const [k, v] of [...waits].sort((a, b) => b[1] - a[1]).slice(0, 10)) log(`  ${k}: ${(v / samples).toFixed(2)}`)
  const { rows } = await admin.query("select calls, round(total_exec_time::numeric) ms, round((total_exec_time/calls)::numeric,3) as mean, rows, left(regexp_replace(query, '\\s+', ' ', 'g'), 150) q from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database()) order by total_exec_time desc limit 45").catch(() => ({ rows: [] }))
  const per = result.answers * seconds / 10
  for (const r of rows) log(`  ${String(r.ms).padStart(7)} ms ${String(r.calls).padStart(7)} calls (${(r.calls / per).toFixed(2)}/op) mean ${r.mean} ${r.q}`)
}
await product.stop()
await admin.end()
await Promise.all(Object.values(children).map((c) => c.stop()))
await database.drop()
process.exit(0)
