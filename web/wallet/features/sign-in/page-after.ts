/** The address to go to after the sign-in: one of this app's own, never one that a stranger's link names. */
export function pageAfter(next: string | undefined): string {
  if (next === undefined || !next.startsWith('/') || next.startsWith('//') || next.includes('\\'))
    return '/wallet/'
  return `/wallet${next}`
}
