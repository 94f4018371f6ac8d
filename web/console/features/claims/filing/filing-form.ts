import type { components } from '#api/schema.d.ts'
import type { Typed } from '../../../parts/number-fields.tsx'

type Schemas = components['schemas']
export type ContactKind = 'email' | 'phone' | 'memberCode' | 'nobody'
export type FilingForm = {
  number: string
  contactKind: ContactKind
  contact: string
  serialNumber: string
  cause: string | null
  fault: string | null
  occurredOn: string
  circumstances: string[]
  description: string
  estimate: Typed
  /** Of the warranty, once it was found. */
  currency: string
}

export const blank: FilingForm = {
  number: '',
  contactKind: 'email',
  contact: '',
  serialNumber: '',
  cause: null,
  fault: null,
  occurredOn: '',
  circumstances: [],
  description: '',
  estimate: '',
  currency: 'JPY',
}

/** Fields that are still needed. */
export function faultsOf(form: FilingForm): Set<keyof FilingForm> {
  const needed: (keyof FilingForm)[] = ['number', 'cause', 'fault', 'occurredOn', 'description']
  if (form.contactKind !== 'nobody') needed.push('contact')
  return new Set(needed.filter((name) => String(form[name] ?? '').trim() === ''))
}

export function toCheck(form: FilingForm): Schemas['ClaimCheckRequest'] {
  const { contactKind, contact } = form
  return {
    number: form.number.trim(),
    buyer: contactKind === 'nobody' ? null : { [contactKind]: contact.trim() },
    cause: form.cause as Schemas['CoverKind'],
    fault: form.fault as Schemas['ClaimFault'],
    occurredOn: form.occurredOn,
    serialNumber: form.serialNumber.trim() === '' ? null : form.serialNumber.trim(),
    circumstances: form.circumstances,
    description: form.description,
    itemCode: null,
  }
}

export function toClaim(form: FilingForm): Schemas['ClaimRequest'] {
  return {
    ...toCheck(form),
    description: form.description,
    estimate: form.estimate === '' ? null : form.estimate,
  }
}
