/** Runs one step of a command and prints how long it took. */
export async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  try {
    const result = await work()
    console.log(`✓ ${name} ${seconds(started)}`)
    return result
  } catch (error) {
    console.log(`✗ ${name} ${seconds(started)}`)
    throw error
  }
}

/** `0.4 s` since a moment of performance.now(). */
export function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`
}
