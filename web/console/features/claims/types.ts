import type { components } from '#api/schema.d.ts'

type Schemas = components['schemas']
export type Claim = Schemas['DeskClaim']
export type ClaimSummary = Schemas['ClaimSummary']
export type ClaimState = Schemas['ClaimState']
export type ClaimMove = Schemas['ClaimMove']
export type ClaimLeft = Schemas['ClaimLeft']
export type ClaimRoute = Schemas['ClaimRoute']
export type ClaimCheckResult = Schemas['ClaimCheckResult']
export type HistoryEntry = Schemas['ClaimHistoryEntry']
