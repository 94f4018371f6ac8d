/**
 * Asks until a fact holds. For what other connections or processes do, which cannot be awaited; it costs only as long
 * as it takes, and fails loudly when it does not come about.
 */
export async function until<T>(
  what: string,
  fact: () => T | Promise<T>,
  { seconds = 10, everyMs = 5 } = {},
): Promise<Exclude<T, false | null | undefined>> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const found = await fact()
    if (found) return found as Exclude<T, false | null | undefined>
    if (performance.now() > end) throw new Error(`this did not come about in ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
