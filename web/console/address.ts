import { useRouter } from '@tanstack/react-router'
import { useEntryState, useGo, useWords } from './navigation.tsx'

/** Rows that a list shows at once. */
export const pageSize = 50
/** In place of a row's key: the form for a new one is open. No key looks like this. */
export const newRow = '+'

/**
 * A list's part of the address: its filters, the cursor of its page and the row that is open. Pages and drawers are
 * steps of the browser's history, filters are not.
 */
export function useListAddress<K extends string>(path: string, ...keys: K[]) {
  const words = useWords()
  const state = useEntryState()
  const go = useGo()
  const { history } = useRouter()
  const values = Object.fromEntries(keys.map((key) => [key, words[key] ?? ''])) as Record<K, string>
  const { open, cursor } = words
  /** Cursors of the pages before, as far as this tab came by them; the first page has none. */
  const trail = Array.isArray(state['trail']) ? (state['trail'] as (string | null)[]) : []

  function setFilters(patch: Partial<Record<K, string | undefined>>) {
    go(
      { to: path, search: { ...words, ...(patch as object), cursor: undefined, open: undefined } },
      { replace: true },
    )
  }
  return {
    values,
    setFilters,
    isFiltered: keys.some((key) => values[key] !== ''),
    clearFilters: () => setFilters(Object.fromEntries(keys.map((key) => [key, undefined])) as never),
    open,
    openRow: (id: string) => {
      const here = open === undefined
      go(
        { to: path, search: { ...words, open: id } },
        { replace: !here, state: { trail, opened: here || state['opened'] } },
      )
    },
    closeRow: () => {
      if (state['opened'] === true) history.back()
      else go({ to: path, search: { ...words, open: undefined } }, { replace: true, state: { trail } })
    },
    page: {
      cursor,
      /** How many pages lie before this one, or null where nobody knows. */
      before: cursor === undefined ? 0 : trail.length > 0 ? trail.length : null,
      first: () => go({ to: path, search: { ...words, cursor: undefined, open: undefined } }),
      previous: () => {
        const target = trail.at(-1) ?? undefined
        go(
          { to: path, search: { ...words, cursor: target, open: undefined } },
          { state: { trail: trail.slice(0, -1) } },
        )
      },
      next: (target: string) => {
        const known = cursor === undefined || trail.length > 0
        const search = { ...words, cursor: target, open: undefined }
        go({ to: path, search }, { state: { trail: known ? [...trail, cursor ?? null] : [] } })
      },
    },
  }
}
export type ListAddress = Pick<ReturnType<typeof useListAddress>, 'open' | 'openRow' | 'closeRow' | 'page'>
