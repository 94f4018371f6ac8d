import type { Rows } from './kept.ts'

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * The next receipt number of this device: its own random id, and a counter that no two tabs read alike and that a
 * reload does not begin anew. Where the browser forgets everything, the id is another one.
 */
export async function nextReference(rows: Rows): Promise<string> {
  const id = (await rows.get<string>('device')) ?? newDeviceId()
  const count = ((await rows.get<number>('counter')) ?? 0) + 1
  await rows.put('device', id)
  await rows.put('counter', count)
  return `${id}-${String(count).padStart(6, '0')}`
}

function newDeviceId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => letters[byte % 32]).join('')
}

/** Whether a text that was read looks like a receipt number of a register. */
export function isReference(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]{8}-\d{6,}$/.test(text)
}
