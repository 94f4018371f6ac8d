const key = 'mamori-claim-token'

/** The token of the claim that this tab follows. It ends with the tab: others may use the device. */
export function guestToken(): string | null {
  try {
    return sessionStorage.getItem(key)
  } catch {
    return null
  }
}

export function keepGuestToken(token: string | null): void {
  try {
    if (token === null) sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, token)
  } catch {
    // Without storage the claim can be followed by its number and contact.
  }
}
