/** The address to go to after the sign-in: one of the console's own, never one that a stranger's link names. */
export function pageAfter(next: string | undefined): string {
  const isOwn = next?.startsWith('/') === true && !next.startsWith('//') && !next.includes('\\')
  return `/console${isOwn ? next : '/'}`
}
