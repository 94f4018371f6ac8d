import type { components } from './schema.d.ts'

type Schemas = components['schemas']

/** The API's own names for what the screens show. */
export type Person = Schemas['Person']
export type Contact = Schemas['Contact']
export type ErasurePreview = Schemas['ErasurePreview']
export type Mode = Schemas['Mode']
export type Session = Schemas['Session']
export type CodeSent = Schemas['CodeSent']
export type PurchaseSummary = Schemas['PurchaseSummary']
export type Purchase = Schemas['Purchase']
export type PurchaseLine = Schemas['PurchaseLine']
export type PurchaseTotals = Schemas['PurchaseTotals']
export type UnprovenPurchases = Schemas['UnprovenPurchases']
export type ContractSummary = Schemas['ContractSummary']
export type Contract = Schemas['Contract']
export type Cover = Schemas['Cover']
export type CoverKind = Schemas['CoverKind']
export type PlanTerms = Schemas['PlanTerms']
export type LimitRule = Schemas['LimitRule']
export type StoreName = Schemas['StoreName']
export type LocalText = Schemas['LocalText']
