import { useSyncExternalStore } from 'react'
import { sendFile } from '#api/files.ts'
import { randomKey } from '#api/query.ts'

/** As many as a claim takes. */
export const mostPhotos = 10

export type QueuedPhoto = {
  key: string
  file: File
  /** For showing it before it is sent. */
  url: string
  state: 'chosen' | 'sending' | 'sent' | 'refused'
  /** Share that has gone out, 0 to 1. */
  progress: number
  error: unknown
}
type Queue = { photos: readonly QueuedPhoto[]; listeners: Set<() => void>; running: boolean }
type Target = { address: string; headers: Readonly<Record<string, string>>; onSent: () => void }

/** Outside of the pages: photos go on being sent while the person looks at another one. */
const queues = new Map<string, Queue>()
const empty: readonly QueuedPhoto[] = []

/** The photos that were chosen under a name: the draft's first, then the claim's. */
export function usePhotos(name: string): readonly QueuedPhoto[] {
  return useSyncExternalStore(
    (listener) => {
      const { listeners } = queueOf(name)
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => queues.get(name)?.photos ?? empty,
  )
}

/** Takes as many as there is room for. */
export function addPhotos(name: string, files: readonly File[], room: number): void {
  const photos = files.slice(0, Math.max(0, room)).map((file): QueuedPhoto => {
    const url = URL.createObjectURL(file)
    return { key: randomKey(), file, url, state: 'chosen', progress: 0, error: null }
  })
  update(name, (before) => [...before, ...photos])
}

export function removePhoto(name: string, key: string): void {
  update(name, (before) =>
    before.filter((photo) => {
      if (photo.key === key) URL.revokeObjectURL(photo.url)
      return photo.key !== key
    }),
  )
}

export function removePhotos(name: string): void {
  for (const { key } of queueOf(name).photos) removePhoto(name, key)
}

/** The draft has become a claim, and its photos are the claim's from now on. */
export function handOverPhotos(from: string, to: string): void {
  const { photos } = queueOf(from)
  update(from, () => empty)
  update(to, (before) => [...before, ...photos])
}

/** Sends what was not sent yet, one after the other: phones on the move have little room for more. */
export async function sendPhotos(name: string, { address, headers, onSent }: Target): Promise<void> {
  const queue = queueOf(name)
  if (queue.running) return
  queue.running = true
  const tried = new Set<string>()
  for (;;) {
    const photo = queue.photos.find(
      ({ key, state }) => !tried.has(key) && (state === 'chosen' || state === 'refused'),
    )
    if (!photo) break
    const { key, file } = photo
    tried.add(key)
    const note = (change: Partial<QueuedPhoto>) =>
      update(name, (before) => before.map((one) => (one.key === key ? { ...one, ...change } : one)))
    note({ state: 'sending', progress: 0, error: null })
    try {
      await sendFile(address, file, {
        headers: { ...headers, 'idempotency-key': key },
        onProgress: (progress) => note({ progress }),
      })
      note({ state: 'sent', progress: 1 })
      onSent()
    } catch (error) {
      note({ state: 'refused', error })
    }
  }
  queue.running = false
}

function queueOf(name: string): Queue {
  const queue = queues.get(name) ?? { photos: empty, listeners: new Set(), running: false }
  queues.set(name, queue)
  return queue
}

function update(name: string, change: (before: readonly QueuedPhoto[]) => readonly QueuedPhoto[]): void {
  const queue = queueOf(name)
  queue.photos = change(queue.photos)
  for (const listener of queue.listeners) listener()
}
