import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { Mode, Scope } from '#platform/auth.ts'
import { scopes } from '#platform/auth.ts'

export type Role = 'owner' | 'manager' | 'clerk'

const ownersAlone: ReadonlySet<Scope> = new Set([
  'organisation:write',
  'staff:write',
  'keys:write',
  'webhooks:write',
])
/** What is done at the counter and at the till. */
const clerksWrite: ReadonlySet<Scope> = new Set(['purchases:write', 'claims:write', 'settlements:write'])
/** Reading that is no clerk's business: other people's rights, and the organisation's books. */
const clerksNeverRead: ReadonlySet<Scope> = new Set([
  'keys:read',
  'staff:read',
  'audit:read',
  'ledger:read',
  'webhooks:read',
])

/** What each role of staff may do. Only the platform's own staff see and make organisations. */
export function scopesOf(role: Role, organisationKind: string): ReadonlySet<Scope> {
  return new Set(
    scopes.filter((scope) => {
      if (scope.startsWith('organisations:')) return organisationKind === 'platform' && role === 'owner'
      if (role === 'owner') return true
      if (role === 'manager') return !ownersAlone.has(scope)
      return scope.endsWith(':read') ? !clerksNeverRead.has(scope) : clerksWrite.has(scope)
    }),
  )
}

export type ContactKind = 'email' | 'phone' | 'sns'
export type Contact = { kind: ContactKind; value: string }

/** One spelling per address: NFC, no white space around, small letters. */
export function normalEmail(typed: string): string {
  return typed.normalize('NFC').trim().toLowerCase()
}

/** E.164, national numbers read as Japanese; `undefined` for what is no phone number. */
export function normalPhone(typed: string): string | undefined {
  // The package's class declares no members in its types; these two are documented.
  const parsed = parsePhoneNumberFromString(typed.normalize('NFKC'), 'JP') as
    | { isValid(): boolean; number: string }
    | undefined
  return parsed?.isValid() ? parsed.number : undefined
}

/** What the keyed hash of a contact is made of. Live and test people never meet, even by the same address. */
export function contactHashText(mode: Mode, contact: Contact): string {
  return `${mode}\n${contact.kind}\n${contact.value}`
}

/** A seller's own customer number means something only together with the seller. */
export function accountHashText(mode: Mode, organisationId: string, identifier: string): string {
  return `${mode}\naccount\n${organisationId}\n${identifier.normalize('NFC')}`
}

/** How a person's name is compared as a proof: width, case and spaces do not count. */
export function comparableName(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')
}
