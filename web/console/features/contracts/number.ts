/** Symbols of a warranty number, the check symbol included. */
export const numberLength = 13

/**
 * A warranty number as it is typed or pasted: full-width letters, spaces and dashes of any kind do not count, small
 * letters do. What was misread (O for 0) the server sorts out.
 */
export function readNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\-‐-―−ーｰ_.]/g, '')
}
