import { useEffect } from 'react'

const enter = new Set(['j', 'k', 'ArrowDown', 'ArrowUp'])

/** The first press of a key that moves brings the focus into the list; `?` opens the help. */
export function useListKeys(onHelp: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.target !== document.body || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === '?') onHelp()
      if (!enter.has(event.key)) return
      const row = document.querySelector<HTMLElement>('[role="grid"] tbody tr[tabindex="0"]')
      if (!row) return
      event.preventDefault()
      row.focus()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [onHelp])
}
