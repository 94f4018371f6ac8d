import { useCallback, useState } from 'react'
import { randomKey } from '#api/query.ts'
import type { Draft } from './typed-claim.ts'

export type DraftStore = { draft: Draft; change: (part: Partial<Draft>) => void; forget: () => void }

const prefix = 'mamori-claim '

export function emptyDraft(start: Partial<Draft> = {}): Draft {
  return {
    number: '',
    contact: { kind: 'email', value: '' },
    cause: null,
    fault: null,
    occurredOn: '',
    serialNumber: '',
    circumstances: null,
    description: '',
    key: randomKey(),
    ...start,
  }
}

/**
 * Keeps a claim in this tab until it is filed, so that a reload loses nothing that was typed. Not on the device for
 * longer: others may use it.
 * @param start what is known beforehand, such as the serial number
 */
export function useDraft(name: string, start: Partial<Draft> = {}): DraftStore {
  const [draft, setDraft] = useState(() => readDraft(name) ?? emptyDraft(start))
  const change = useCallback(
    (part: Partial<Draft>) =>
      setDraft((before) => {
        const after = { ...before, ...part, key: randomKey() }
        keepDraft(name, after)
        return after
      }),
    [name],
  )
  const forget = () => {
    keepDraft(name, null)
    setDraft(emptyDraft(start))
  }
  return { draft, change, forget }
}

export function readDraft(name: string): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(prefix + name) ?? 'null') as Draft | null
  } catch {
    return null
  }
}

export function keepDraft(name: string, draft: Draft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(prefix + name)
    else sessionStorage.setItem(prefix + name, JSON.stringify(draft))
  } catch {
    // Without storage the draft lives as long as the page.
  }
}
