export type Ending = {
  signal: AbortSignal
  /** Resolves at the first signal. */
  requested: Promise<void>
}

/** Thrown where a signal ends a command before its work is done. */
export class Interrupted extends Error {}

/** npm passes a signal on that the terminal has sent to the whole group already: these belong together. */
const sameSignalMs = 500

/**
 * The first SIGINT or SIGTERM asks to end, a later one ends at once. Ctrl-C under npm arrives twice; that is one.
 */
export function listenForEnd(onFirst: (signal: NodeJS.Signals) => void = () => {}): Ending {
  const controller = new AbortController()
  let first = 0
  const handle = (signal: NodeJS.Signals): void => {
    if (first === 0) {
      first = performance.now()
      onFirst(signal)
      controller.abort()
    } else if (performance.now() - first > sameSignalMs) {
      process.exit(signal === 'SIGINT' ? 130 : 143)
    }
  }
  process.on('SIGINT', handle)
  process.on('SIGTERM', handle)
  const requested = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve())
  })
  return { signal: controller.signal, requested }
}
