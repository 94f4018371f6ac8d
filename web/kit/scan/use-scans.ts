import { useEffect, useRef } from 'react'
import { scanReader } from './hand-scanner.ts'

/** Hears a hand scanner on the whole page, which types what it reads and ends with Enter. */
export function useScans(onScan: (code: string) => void): void {
  const tell = useRef(onScan)
  useEffect(() => {
    tell.current = onScan
  })
  useEffect(() => {
    const reader = scanReader()
    const hear = (event: KeyboardEvent) => {
      const heard = reader.key(event.key, event.timeStamp)
      if (!('scanned' in heard)) return
      event.preventDefault()
      tell.current(heard.scanned)
    }
    // Before buttons: the Enter of a scanner must press none.
    addEventListener('keydown', hear, { capture: true })
    return () => removeEventListener('keydown', hear, { capture: true })
  }, [])
}
