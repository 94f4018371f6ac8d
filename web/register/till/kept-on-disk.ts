import type { Kept, Rows } from './kept.ts'

const name = 'mamori-register'
const store = 'rows'

/** IndexedDB: its writing transactions exclude one another over all tabs of the browser. */
export async function keptOnDisk(): Promise<Kept> {
  const database = await open()
  return {
    async transact<T>(work: (rows: Rows) => Promise<T>): Promise<T> {
      // A sale has to be on the disk before it is sent, not in a buffer of the system.
      const transaction = database.transaction(store, 'readwrite', { durability: 'strict' })
      const done = new Promise<void>((resolve, reject) => {
        transaction.addEventListener('complete', () => resolve())
        transaction.addEventListener('abort', () =>
          reject(transaction.error ?? new Error('Nothing is kept.')),
        )
      })
      try {
        const result = await work(rowsOf(transaction.objectStore(store)))
        await done
        return result
      } catch (error) {
        done.catch(() => undefined)
        try {
          transaction.abort()
        } catch {
          // It has ended by itself already.
        }
        throw error
      }
    },
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1)
  request.addEventListener('upgradeneeded', () => request.result.createObjectStore(store))
  return answerOf(request)
}

function rowsOf(rows: IDBObjectStore): Rows {
  return {
    get: <T>(key: string) => answerOf<T | undefined>(rows.get(key)),
    all: <T>(prefix: string) => answerOf<T[]>(rows.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`))),
    async put(key, value) {
      await answerOf(rows.put(value, key))
    },
    async remove(key) {
      await answerOf(rows.delete(key))
    },
  }
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('The device keeps nothing.')))
  })
}
