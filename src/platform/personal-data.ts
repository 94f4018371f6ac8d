import type { Context } from './context.ts'
import type { Db, Tx } from './db.ts'
import type { DeclaredError } from './errors.ts'
import type { PurchaserId } from './ids.ts'
import type { PaperEntry, PaperLanguage } from './paper.ts'

/** What an erased person loses for ever. */
export const erasable = [
  'contact',
  'name',
  'address',
  'sign_in',
  'link',
  'buyer_name',
  'claim_words',
  'photo',
  'message',
  'payment_account',
  'coupon',
] as const
/** What stays without the person: records of business that the law asks to keep. */
export const kept = ['purchase', 'contract', 'claim', 'paper', 'deposit', 'settlement'] as const
export type Counted<W extends string> = { what: W; count: number }

/** A cover that still runs: the person decides whether it is kept or given up. */
export type RunningContract = {
  id: string
  number: string
  item: string
  plan: { ja: string; en: string | null; zh: string | null }
  store: string
  lastDay: string
  currency: string
  premium: number
  /** What giving it up brings back. */
  refund: number
}
/** A claim that is not closed. One that cannot be withdrawn any more stands in the way of an erasure. */
export type OpenClaim = { receptionNumber: string; item: string; state: string; withdrawable: boolean }
export type PersonalDataPreview = {
  goes: Counted<(typeof erasable)[number]>[]
  stays: Counted<(typeof kept)[number]>[]
  contracts: RunningContract[]
  claims: OpenClaim[]
}
export type ErasureChoice = { contracts: 'keep' | 'give_up' }

/**
 * What one module knows about people. `identity` asks every module that is registered in `app.ts`, without knowing
 * any of them. `people` are a person and the identities linked with them.
 */
export type PersonalData<Entry extends object = object> = {
  /** Under which the module's part stands in the export. */
  readonly name: string
  /** With what `erase` can refuse. */
  readonly errors: readonly DeclaredError[]
  readonly title: Record<PaperLanguage, string>
  /** Everything about them, read page by page: whoever writes it out sets the pace. */
  export(ctx: Context, db: Db, people: readonly PurchaserId[]): AsyncIterable<Entry>
  /** One entry of the export as people read it. */
  onPaper(entry: Entry, language: PaperLanguage): PaperEntry
  preview(ctx: Context, db: Db, people: readonly PurchaserId[]): Promise<PersonalDataPreview>
  /** @returns the stores that knew them and are to be told */
  erase(
    tx: Tx,
    ctx: Context,
    people: readonly PurchaserId[],
    choice: ErasureChoice,
  ): Promise<{ storeIds: string[] }>
}
