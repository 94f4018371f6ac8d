import type { Column } from './catalog.ts'

const byType: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  varchar: 'string',
  bpchar: 'string',
  name: 'string',
  citext: 'string',
  bytea: 'Buffer',
  int2: 'number',
  int4: 'number',
  int8: 'number',
  oid: 'number',
  float4: 'number',
  float8: 'number',
  bool: 'boolean',
  timestamptz: 'string',
  date: 'string',
  time: 'string',
  numeric: 'string',
  xid8: 'string',
  json: 'unknown',
  jsonb: 'unknown',
  daterange: 'string',
  tstzrange: 'string',
  tsvector: 'string',
}

/** Types that arrive otherwise inside an array, because our parsers are set for the single value only. */
const inArray: Record<string, string> = { int8: 'string', timestamptz: 'Date', date: 'Date', bytea: 'Buffer' }

/** The source of src/platform/schema.gen.ts: one interface a table, as rows arrive through our type parsers. */
export function schemaSource(columns: Column[]): string {
  const tables = Map.groupBy(columns, (column) => column.table)
  const names = [...tables.keys()]
  const bodies = names.map((table) => interfaceOf(typeName(table), (tables.get(table) ?? []).map(line)))
  const used = ['Generated', 'GeneratedAlways'].filter((wrapper) => bodies.join('').includes(`${wrapper}<`))
  return [
    '// Made from the migrated database by `npm run generate`. Do not edit.',
    used.length ? `import type { ${used.join(', ')} } from 'kysely'\n` : '',
    ...bodies,
    interfaceOf(
      'DB',
      names.map((table) => `${key(table)}: ${typeName(table)}`),
    ),
  ].join('\n')
}

function interfaceOf(name: string, lines: string[]): string {
  return `export interface ${name} {\n${lines.map((text) => `  ${text}\n`).join('')}}\n`
}

function line(column: Column): string {
  const type =
    column.nullable && baseType(column) !== 'unknown' ? `${baseType(column)} | null` : baseType(column)
  const wrapper = { always: 'GeneratedAlways', default: 'Generated', none: '' }[column.filled ?? 'none']
  return `${key(column.name)}: ${wrapper ? `${wrapper}<${type}>` : type}`
}

function baseType(column: Column): string {
  const labels = column.labels?.map((label) => `'${label}'`).join(' | ')
  const single =
    labels ?? (column.isArray ? (inArray[column.type] ?? byType[column.type]) : byType[column.type])
  if (!single)
    throw new Error(`${column.table}.${column.name}: no TypeScript type is known for ${column.type}`)
  if (!column.isArray) return single
  return labels ? `(${single})[]` : `${single}[]`
}

function key(name: string): string {
  return /^[a-z_][a-z0-9_]*$/i.test(name) ? name : `'${name}'`
}

function typeName(table: string): string {
  return table
    .split('_')
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
}
