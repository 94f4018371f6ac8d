/** Finds uses of bucketed tables that do not say in which bucket: on a cluster each would ask every shard. */

const keywords = new Set(
  'where on set join left right inner outer full cross order group limit for using values select returning default and or union natural lateral as from having offset window fetch when then with not in do'.split(
    ' ',
  ),
)
type Use = { table: string; alias: string; insert: boolean; columns: string | undefined }

/** @returns the tables that a statement uses without their bucket */
export function withoutBucket(statement: string, bucketed: ReadonlySet<string>): string[] {
  const plain = statement
    .replaceAll(/'(?:[^']|'')*'/g, "''")
    .replaceAll('"', '')
    .replaceAll(/\s+/g, ' ')
  const uses = usesOf(plain, bucketed)
  const aliases = new Map(uses.map((use) => [use.alias, use.table]))
  const bound = boundAliases(plain, aliases)
  const faults = uses.filter(({ insert, columns, alias }) =>
    insert ? columns !== undefined && !/\bbucket\b/.test(columns) : !bound.has(alias),
  )
  return [...new Set(faults.map(({ table }) => table))].sort()
}

export function usesOf(plain: string, bucketed: ReadonlySet<string>): Use[] {
  const uses: Use[] = []
  for (const { 1: table = '', index } of plain.matchAll(/(?<![\w.:])(?:public\.)?([a-z_]\w*)(?!\w|\()/g)) {
    if (!bucketed.has(table)) continue
    const before = plain.slice(0, index)
    // A new name, a type, a column (`x.items` was left out above), or a word of `for update of`.
    if (!/(?:\b(?:from|join|into|update|using|only)|,|\()\s*$/i.test(before) || /\bas\s*$/i.test(before))
      continue
    if (/,\s*$/.test(before) && !/\b(?:from|using)\b[^()]*$/i.test(before)) continue
    const after = plain.slice(index + table.length)
    const named = /^\s+(?:as\s+)?([a-z_]\w*)/i.exec(after)?.[1]
    const alias = named !== undefined && !keywords.has(named.toLowerCase()) ? named : table
    const insert = /\binsert into\s*$/i.test(before)
    uses.push({
      table,
      alias,
      insert,
      columns: insert
        ? /^(?:\s+(?:as\s+)?[a-z_]\w*)?\s*\(([^()]*)\)\s*(?:select|values|overriding|\(|$)/i.exec(after)?.[1]
        : undefined,
    })
  }
  return uses
}

/** Aliases whose bucket is given: by a value, or by the bucket of something whose own is known. */
function boundAliases(plain: string, aliases: ReadonlyMap<string, string>): Set<string> {
  const bound = new Set<string>()
  const pairs: [string, string][] = []
  const value = String.raw`(?:any\s*\(|\(*\s*\$\d|\(*\s*\d|bucket_of\s*\()`
  for (const [, alias = '', , other] of plain.matchAll(
    new RegExp(String.raw`(?:([a-z_]\w*)\.)?\bbucket\s*=\s*(${value}|([a-z_]\w*)\.bucket\b)`, 'gi'),
  )) {
    if (other !== undefined) pairs.push([alias, other])
    else if (alias !== '') bound.add(alias)
    else for (const [name, table] of aliases) if (name === table) bound.add(name)
  }
  for (const [, alias = ''] of plain.matchAll(/(?:([a-z_]\w*)\.)?\bbucket\s+in\s*\(/gi)) {
    if (alias !== '') bound.add(alias)
    else for (const [name, table] of aliases) if (name === table) bound.add(name)
  }
  for (let grew = true; grew;) {
    grew = false
    for (const [a, b] of pairs) {
      for (const [one, other] of [
        [a, b],
        [b, a],
      ] as const) {
        // What is no bucketed table (rows of parameters, another derived table) has its buckets given.
        if (bound.has(one) || !(bound.has(other) || !aliases.has(other))) continue
        bound.add(one)
        grew = true
      }
    }
  }
  return bound
}
