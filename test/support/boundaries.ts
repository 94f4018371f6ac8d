import { readSources, resolveImport } from './sources.ts'
import type { Source } from './sources.ts'

/**
 * Who may know whom (architecture, section 3), through front doors and downward only. Besides what stands here, every
 * module may know `identity` and `tax`, of which neither knows the other. `events`: the events of every module.
 */
export const mayImport: Record<string, readonly string[]> = {
  identity: [],
  tax: [],
  merchants: [],
  papers: ['merchants'],
  ledger: ['merchants', 'papers'],
  catalog: [],
  purchases: ['catalog'],
  plans: ['catalog'],
  contracts: ['catalog', 'plans', 'purchases', 'ledger'],
  coupons: ['catalog'],
  payments: ['merchants', 'ledger'],
  sales: ['merchants', 'papers', 'catalog', 'plans', 'purchases', 'contracts', 'payments', 'ledger'],
  settlements: [
    'merchants',
    'papers',
    'catalog',
    'plans',
    'coupons',
    'payments',
    'ledger',
    'purchases',
    'contracts',
    'sales',
  ],
  agency: ['coupons', 'payments', 'ledger', 'settlements'],
  connectors: ['catalog', 'sales', 'coupons'],
  claims: [
    'papers',
    'merchants',
    'catalog',
    'purchases',
    'contracts',
    'coupons',
    'connectors',
    'payments',
    'ledger',
  ],
  insights: ['plans', 'events'],
  notify: ['events'],
}
const knownByAll = ['identity', 'tax']

/** Whose each table is. */
export const owner: Record<string, readonly string[]> = {
  platform: [
    'outbox',
    'subscriptions',
    'failed_events',
    'idempotency_keys',
    'audit_entries',
    'one_time_work',
    'migrations',
  ],
  identity: [
    'organisations',
    'stores',
    'staff',
    'api_keys',
    'purchasers',
    'purchaser_contacts',
    'contact_keys',
    'purchaser_links',
    'auth_users',
    'auth_sessions',
    'auth_accounts',
    'auth_verifications',
    'sign_in_identities',
    'sign_in_limits',
    'staff_factors',
    'staff_recovery_codes',
    'staff_session_factors',
    'used_member_tokens',
  ],
  merchants: ['merchant_profiles'],
  papers: ['papers', 'paper_prints'],
  ledger: [
    'journals',
    'postings',
    'floor_accounts',
    'closed_periods',
    'payout_runs',
    'payouts',
    'provider_files',
    'provider_file_rows',
  ],
  catalog: ['items', 'item_changes'],
  purchases: [
    'purchases',
    'purchase_lines',
    'purchase_keys',
    'purchase_revisions',
    'purchase_holders',
    'pending_lines',
    'purchases_facts',
  ],
  plans: ['plans', 'plan_versions', 'plan_attachments'],
  contracts: ['contracts', 'contract_covers', 'contract_claims', 'contracts_facts'],
  claims: ['claims', 'claim_history', 'claim_photos', 'claim_books', 'claim_coupons'],
  sales: ['premium_books', 'premium_schedules', 'premium_days'],
  coupons: [
    'coupons',
    'coupon_budgets',
    'coupon_codes',
    'coupon_holdings',
    'coupon_selections',
    'coupon_uses',
  ],
  payments: [
    'payment_accounts',
    'account_identifiers',
    'mandates',
    'mandate_days',
    'payment_attempts',
    'payment_refunds',
    'provider_events',
    'sandbox_payments',
    'sandbox_refunds',
    'sandbox_scripts',
    'bank_hours',
  ],
  settlements: [
    'settlements',
    'settlement_lines',
    'settlement_tenders',
    'settlement_refunds',
    'settlement_keys',
    'register_days',
    'register_cash_moves',
  ],
  notify: ['mailbox_messages', 'webhook_endpoints', 'webhook_messages', 'webhook_attempts'],
}
/** Traces of a write, which travel with its rows (`Rows`). Whoever writes adds them; only the platform reads them. */
const traces = ['audit_entries', 'outbox']

const ownerOf = new Map(
  Object.entries(owner).flatMap(([module, tables]) => tables.map((table) => [table, module] as const)),
)
export const ownedTables = [...ownerOf.keys()].sort()

export type Findings = {
  violations: string[]
  /** What was looked at: a check that saw nothing proves nothing. */
  seen: {
    files: number
    imports: number
    reads: number
    writes: number
    modules: string[]
    writers: string[]
  }
}

/** Looks at the server's sources below a root. Tests may look anywhere: they are not part of the product. */
export function checkServer(root: string): Findings {
  const sources = readSources(root, 'src').filter(
    ({ file }) => !file.endsWith('.test.ts') && !file.endsWith('.gen.ts'),
  )
  const violations = new Set<string>()
  const seen: Findings['seen'] = {
    files: sources.length,
    imports: 0,
    reads: 0,
    writes: 0,
    modules: [],
    writers: [],
  }
  const events = eventNames(sources)
  const modules = new Set<string>()
  const writers = new Set<string>()
  for (const source of sources) {
    const place = placeOf(source.file)
    if (place !== 'platform' && place !== 'app') modules.add(place)
    for (const { from, names } of source.imports) {
      seen.imports += 1
      const fault = importFault(place, resolveImport(source.file, from), names, events)
      if (fault) violations.add(`${short(source.file)} -> ${fault}`)
    }
    for (const { table, writes } of tablesIn(source)) {
      seen[writes ? 'writes' : 'reads'] += 1
      if (writes) writers.add(`${place} ${table}`)
      const whose = ownerOf.get(table)
      if (whose === undefined) violations.add(`${short(source.file)} uses ${table}, which nobody owns`)
      else if (writes && !mayWrite(place, whose, table))
        violations.add(`${short(source.file)} writes ${table} of ${whose}`)
      else if (!writes && !mayRead(place, whose, table))
        violations.add(`${short(source.file)} reads ${table} of ${whose}`)
    }
  }
  return {
    violations: [...violations].sort(),
    seen: { ...seen, modules: [...modules].sort(), writers: [...writers].sort() },
  }
}

/** A module's name, `platform`, or `app` for what composes them. */
function placeOf(file: string): string {
  if (file.startsWith('src/platform/')) return 'platform'
  return /^src\/modules\/([^/]+)\//.exec(file)?.[1] ?? 'app'
}

function short(file: string): string {
  return file.replace(/^src\/(?:modules\/)?/, '')
}

function importFault(
  place: string,
  target: string,
  names: readonly string[],
  events: Map<string, Set<string>>,
): string | undefined {
  if (!/^(?:src|test|scripts|bench|web)\//.test(target)) return undefined
  if (!target.startsWith('src/')) return place === 'app' ? undefined : target
  const other = placeOf(target)
  if (other === place || other === 'platform') return undefined
  if (other === 'app') return `${short(target)}, which composes the modules`
  if (place === 'platform') return other
  if (target !== `src/modules/${other}/index.ts`) return `${short(target)}, past the front door of ${other}`
  if (place === 'app' || isKnown(place, other)) return undefined
  const told = mayImport[place]?.includes('events') && names.every((name) => events.get(other)?.has(name))
  return told ? undefined : other
}

function isKnown(place: string, other: string): boolean {
  if (mayImport[place]?.includes(other)) return true
  return knownByAll.includes(other) && !knownByAll.includes(place) && place in mayImport
}

function mayWrite(place: string, whose: string, table: string): boolean {
  return place === whose || traces.includes(table) || (place === 'app' && whose === 'platform')
}

function mayRead(place: string, whose: string, table: string): boolean {
  if (place === whose || place === 'app' || isKnown(place, whose)) return true
  return place === 'insights' && table === `${whose}_facts`
}

/** What each module's events.ts exports. */
function eventNames(sources: readonly Source[]): Map<string, Set<string>> {
  const files = sources.filter(({ file }) => /^src\/modules\/[^/]+\/events\.ts$/.test(file))
  return new Map(
    files.map(({ file, code }) => [
      placeOf(file),
      new Set([...code.matchAll(/\bexport const (\w+)/g)].map(([, name]) => name as string)),
    ]),
  )
}

type Use = { table: string; writes: boolean }

/** The tables that a source names: in SQL, in Kysely's calls, and in ours that insert rows. */
export function tablesIn(source: Source): Use[] {
  const uses: Use[] = []
  const call = (pattern: RegExp, writes: boolean) => {
    for (const [, table = ''] of source.code.matchAll(pattern))
      uses.push({ table: table.split(/\s/)[0] as string, writes })
  }
  call(/\.(?:insertInto|updateTable|deleteFrom|mergeInto|replaceInto)\(\s*['"`]([^'"`]+)/g, true)
  call(/\binsertRows\(\s*[\w.]+,\s*['"`](\w+)/g, true)
  for (const [, table = ''] of source.code.matchAll(/\.add\(\s*['"`](\w+)['"`]\s*,/g))
    if (ownerOf.has(table)) uses.push({ table, writes: true })
  call(
    /\.(?:selectFrom|innerJoin|leftJoin|rightJoin|fullJoin|crossJoin|innerJoinLateral|leftJoinLateral|using)\(\s*['"`]([^'"`]+)/g,
    false,
  )
  for (const [, list = ''] of source.code.matchAll(/\.selectFrom\(\s*\[([^\]]*)\]/g)) {
    for (const [, table = ''] of list.matchAll(/['"`](\w+)/g)) uses.push({ table, writes: false })
  }
  for (const statement of source.statements) uses.push(...tablesOf(statement))
  return uses
}

const words = new RegExp(`(?<![\\w.])(?:public\\.)?(${ownedTables.join('|')})(?![\\w(])`, 'g')
const writesBefore =
  /(?:insert\s+into|merge\s+into|delete\s+from|update|truncate(?:\s+table)?|alter\s+table|drop\s+table|create\s+table(?:\s+if\s+not\s+exists)?)\s+(?:only\s+)?"?$/i

/** Every word of a statement that is a table's name; a new name given by `as` is none. */
function tablesOf(statement: string): Use[] {
  const plain = statement.replaceAll(/'(?:[^']|'')*'/g, "''")
  const unknown = [...plain.matchAll(/\b(?:insert\s+into|delete\s+from)\s+(?:only\s+)?"?([a-z_]\w*)/gi)].map(
    ([, name = '']) => name,
  )
  const uses = [...plain.matchAll(words)]
    .filter(({ index }) => !/\bas\s+"?$/i.test(plain.slice(0, index)))
    .map(({ 1: table = '', index }) => ({ table, writes: writesBefore.test(plain.slice(0, index)) }))
  return [...uses, ...unknown.filter((name) => !ownerOf.has(name)).map((table) => ({ table, writes: true }))]
}

/** The web: one data layer, one kit, one sign-in of staff, apps that do not know each other, nor do features. */
export function checkWeb(root: string): {
  violations: string[]
  seen: { files: number; imports: number; features: string[]; fetches: string[] }
} {
  const sources = readSources(root, 'web').filter(({ file }) => !/^web\/(?:e2e|vite)/.test(file))
  const violations = new Set<string>()
  const features = new Set<string>()
  const fetches: string[] = []
  let imports = 0
  for (const { file, code, imports: all } of sources) {
    const from = webPlace(file)
    if (from.feature) features.add(`${from.part}/${from.feature}`)
    for (const { from: path, typeOnly } of all) {
      const target = resolveImport(file, path)
      if (!/^(?:web|src|test|scripts|bench)\//.test(target)) continue
      imports += 1
      const fault = webFault(from, target, typeOnly)
      if (fault) violations.add(`${file} -> ${fault}`)
    }
    if (!/(?<![\w.])fetch\(|\bnew (?:EventSource|XMLHttpRequest|WebSocket)\b|\bsendBeacon\(/.test(code))
      continue
    fetches.push(file)
    if (from.part !== 'api') violations.add(`${file} asks the server by itself`)
  }
  return {
    violations: [...violations].sort(),
    seen: { files: sources.length, imports, features: [...features].sort(), fetches },
  }
}

const ofStaff = ['console', 'register']

type WebPlace = { part: string; feature: string | undefined }

function webPlace(file: string): WebPlace {
  const [, part = '', feature] = /^web\/([^/]+)\/(?:features\/([^/]+)\/)?/.exec(file) ?? []
  return { part, feature }
}

function webFault(from: WebPlace, target: string, typeOnly: boolean): string | undefined {
  if (!target.startsWith('web/')) return target
  const to = webPlace(target)
  if (to.part === from.part)
    return from.feature !== undefined && to.feature !== undefined && from.feature !== to.feature
      ? target
      : undefined
  // Staff's sign-in is one for the apps that staff work with, and knows none of them.
  if (to.part === 'sign-in') return ofStaff.includes(from.part) ? undefined : target
  // The data layer throws what the kit can show, and knows the shape of it alone.
  if (to.part === 'kit') return from.part === 'api' && !typeOnly ? target : undefined
  return to.part === 'api' && from.part !== 'kit' ? undefined : target
}
