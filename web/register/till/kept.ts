/** What is read and changed inside one transaction. Keys are plain text; a prefix stands for a kind. */
export type Rows = {
  get<T>(key: string): Promise<T | undefined>
  /** In the order of their keys. */
  all<T>(prefix: string): Promise<T[]>
  put(key: string, value: unknown): Promise<void>
  remove(key: string): Promise<void>
}

/**
 * What this device keeps. Transactions exclude one another, also between tabs; what one has written is on the disk
 * when it answers. Inside, nothing else may be awaited than its rows.
 */
export type Kept = { transact<T>(work: (rows: Rows) => Promise<T>): Promise<T> }

/** For browsers that store nothing, and for tests: lives as long as the page, and says so. */
export function keptInMemory(): Kept & { readonly lasting: false } {
  const values = new Map<string, unknown>()
  let last: Promise<unknown> = Promise.resolve()
  const rows: Rows = {
    get: async <T>(key: string) => copy(values.get(key)) as T | undefined,
    all: async <T>(prefix: string) =>
      [...values.keys()]
        .filter((key) => key.startsWith(prefix))
        .sort((a, b) => (a < b ? -1 : 1))
        .map((key) => copy(values.get(key)) as T),
    put: async (key, value) => void values.set(key, copy(value)),
    remove: async (key) => void values.delete(key),
  }
  return {
    lasting: false,
    transact<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
      const turn = last.then(() => work(rows))
      last = turn.catch(() => undefined)
      return turn
    },
  }
}

function copy<T>(value: T): T {
  return value === undefined ? value : structuredClone(value)
}
