type Json = { [key: string]: unknown }
const prefix = '#/components/schemas/'

/**
 * Tidies the document's named schemas. The provider writes every schema twice, as it is read (`XInput`) and as it
 * is answered (`X`), whether or not anything uses it: what nothing refers to goes, and where only one of the two is
 * used, or both say the same, one `X` stays.
 */
export function tidyComponents<T extends object>(document: T): T {
  const schemas = (document as Json & { components?: { schemas?: Json } }).components?.schemas
  if (!schemas) return document
  const used = referenced(document as Json, schemas)
  const names = new Map<string, string>()
  for (const name of used) {
    const base = name.endsWith('Input') ? name.slice(0, -'Input'.length) : name
    const single = base === name || !used.has(base) || sameShape(schemas[name], schemas[base])
    names.set(name, single ? base : name)
  }
  const tidy = rename({ ...document, components: undefined } as Json, names) as Json
  const kept: Json = {}
  for (const name of [...used].sort()) kept[names.get(name) as string] ??= rename(schemas[name], names)
  const components = { ...(document as { components: Json }).components, schemas: kept }
  return { ...tidy, components } as unknown as T
}

function referenced(document: Json, schemas: Json): Set<string> {
  const found = new Set<string>()
  const visit = (value: unknown): void => {
    for (const [, name] of JSON.stringify(value ?? null).matchAll(/"#\/components\/schemas\/([^"]+)"/g)) {
      if (name === undefined || found.has(name)) continue
      found.add(name)
      visit(schemas[name])
    }
  }
  visit(document['paths'])
  return found
}

function sameShape(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) =>
    JSON.stringify(value).replaceAll(/(#\/components\/schemas\/[^"]+?)Input"/g, '$1"')
  return plain(a) === plain(b)
}

function rename(value: unknown, names: Map<string, string>): unknown {
  return JSON.parse(JSON.stringify(value), (key, inner: unknown) => {
    if (key !== '$ref' || typeof inner !== 'string' || !inner.startsWith(prefix)) return inner
    return prefix + (names.get(inner.slice(prefix.length)) ?? inner.slice(prefix.length))
  })
}
