import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'

const prefix = 'mamori-console-draft '

/**
 * Keeps a long form on this device until it is sent. `found` is what was left here the last time: the page offers it,
 * never fills it in by itself.
 */
export function useDraft<T>(name: string) {
  const key = prefix + name
  const [found, setFound] = useState(() => read(key) as T | null)
  const keep = useDebouncedCallback((values: T) => write(key, values), { delay: 400, flushOnUnmount: true })
  useEffect(() => () => keep.flush(), [keep])
  return {
    found,
    keep,
    /** The offer was answered, either way. */
    answered: () => setFound(null),
    forget: () => {
      keep.cancel()
      setFound(null)
      write(key, null)
    },
  }
}

function read(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as unknown
  } catch {
    return null
  }
}

function write(key: string, values: unknown): void {
  try {
    if (values === null) localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify(values))
  } catch {
    // Without storage the form lives as long as the page.
  }
}
