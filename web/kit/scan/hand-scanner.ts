/**
 * Tells a hand scanner from fingers: it types faster than anybody, and ends with Enter. Fed with each key and its
 * time, it answers with what was scanned when the Enter comes.
 */
export type ScanReader = {
  /** @returns the code at the Enter that ends one; `true` while a run of fast keys goes on */
  key(key: string, atMs: number): { scanned: string } | { running: boolean }
  /** The last key was an order, and no sign of a code. */
  forget(): void
}

const gapMs = 45
const least = 4

export function scanReader(): ScanReader {
  let run = ''
  let last = -Infinity
  return {
    forget() {
      run = ''
    },
    key(key, atMs) {
      const isFast = atMs - last <= gapMs
      last = atMs
      if (key === 'Enter') {
        const scanned = isFast && run.length >= least ? run : null
        run = ''
        return scanned === null ? { running: false } : { scanned }
      }
      if (key.length !== 1) return { running: false }
      run = isFast ? run + key : key
      return { running: run.length >= 2 }
    },
  }
}
