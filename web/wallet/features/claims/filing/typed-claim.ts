import type { ClaimFault, CoverKind } from '#api/types.ts'
import type { TypedContact } from '../../../parts/contact.ts'

/** What has been typed of a claim so far. */
export type Draft = {
  /** Of whoever has no account; empty otherwise. */
  number: string
  contact: TypedContact
  cause: CoverKind | null
  fault: ClaimFault | null
  occurredOn: string
  serialNumber: string
  /** Codes of exclusions that apply; null until the question is answered. */
  circumstances: readonly string[] | null
  description: string
  /** One for what is written here: the same content is filed once, changed content is another call. */
  key: string
}
