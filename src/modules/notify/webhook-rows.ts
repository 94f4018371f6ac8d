import type { InstantText } from '#platform/dates.ts'
import type { Id, OrganisationId, StoreId } from '#platform/ids.ts'

export type EndpointId = Id<'whe'>
export type WebhookMessageId = Id<'whm'>

export type EndpointRow = {
  id: EndpointId
  organisation_id: OrganisationId
  /** Null: of every store of the organisation. */
  store_id: StoreId | null
  url: string
  topics: string[]
  secret_sealed: Buffer
  previous_secret_sealed: Buffer | null
  previous_until: InstantText | null
  state: 'active' | 'paused' | 'disabled'
  disabled_reason: string | null
  created_at: InstantText
  removed_at: InstantText | null
}
/** `attempts` counts since the message was made, or sent again by hand; rows of attempts are numbered on. */
export type WebhookMessageRow = {
  bucket: number
  id: WebhookMessageId
  endpoint_id: EndpointId
  organisation_id: OrganisationId
  topic: string
  body: string
  state: 'waiting' | 'delivered' | 'failed'
  attempts: number
  next_at: InstantText | null
  created_at: InstantText
  ended_at: InstantText | null
}
export type AttemptRow = {
  n: number
  at: InstantText
  status: number | null
  milliseconds: number
  error: string | null
}
