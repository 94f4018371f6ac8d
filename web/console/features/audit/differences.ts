type Facts = Record<string, unknown> | null
export type Difference = {
  field: string
  change: 'added' | 'removed' | 'changed'
  before: string
  after: string
}

/** Fields whose values differ, by their path: `terms.limits[0].size`; in the order of what was after. */
export function differencesOf(before: Facts, after: Facts): Difference[] {
  const old = flat(before)
  const now = flat(after)
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((field): Difference[] => {
    const was = old.get(field)
    const is = now.get(field)
    if (was === is) return []
    const change = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed'
    return [{ field, change, before: was ?? '', after: is ?? '' }]
  })
}

function flat(facts: Facts): Map<string, string> {
  const found = new Map<string, string>()
  const walk = (value: unknown, path: string) => {
    if (Array.isArray(value) && value.length > 0) value.forEach((one, i) => walk(one, `${path}[${i}]`))
    else if (value !== null && typeof value === 'object' && Object.keys(value).length > 0) {
      for (const [name, one] of Object.entries(value)) walk(one, path === '' ? name : `${path}.${name}`)
    } else if (path !== '') found.set(path, typeof value === 'string' ? value : JSON.stringify(value))
  }
  walk(facts, '')
  return found
}
