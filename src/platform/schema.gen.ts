// Made from the migrated database by `npm run generate`. Do not edit.
import type { Generated, GeneratedAlways } from 'kysely'

export interface AccountIdentifiers {
  bucket: number
  identifier: string
  account_id: string
}

export interface ApiKeys {
  id: string
  organisation_id: string
  store_id: string | null
  name: string
  secret_hash: Buffer
  hint: string
  scopes: string[]
  rate_limit: number
  created_at: string
  expires_at: string | null
  revoked_at: string | null
}

export interface AuditEntries {
  bucket: number
  id: string
  at: string
  organisation_id: string | null
  actor_kind: string
  actor_id: string
  action: string
  via: string
  request_id: string
  ip: string | null
  entity: string
  entity_id: string
  before: unknown
  after: unknown
}

export interface AuthAccounts {
  id: Generated<string>
  user_id: string
  account_id: string
  provider_id: string
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: string | null
  refresh_token_expires_at: string | null
  scope: string | null
  password: string | null
  created_at: string
  updated_at: string
}

export interface AuthSessions {
  id: Generated<string>
  user_id: string
  token: string
  expires_at: string
  ip_address: string | null
  user_agent: string | null
  created_at: string
  updated_at: string
}

export interface AuthUsers {
  id: Generated<string>
  name: string
  email: string
  email_verified: boolean
  image: string | null
  created_at: string
  updated_at: string
}

export interface AuthVerifications {
  id: Generated<string>
  identifier: string
  value: string
  expires_at: string
  created_at: string
  updated_at: string
}

export interface BankHours {
  organisation_id: string
  hours: unknown
  licence: string | null
}

export interface ClaimBooks {
  bucket: number
  claim_id: string
  organisation_id: string
  store_id: string
  currency: string
  incurred: number
  settled: number
  deductible: number
  deductible_taken: boolean
  version: number
  by_coupon: Generated<number>
}

export interface ClaimCoupons {
  bucket: number
  claim_id: string
  n: number
  organisation_id: string
  coupon_id: string
  code_hash: Buffer
  code_sealed: Buffer | null
  amount: number
  used_amount: number | null
  sponsored: boolean
  state: string
  issued_at: string
  used_at: string | null
  due_at: string
}

export interface ClaimHistory {
  bucket: number
  claim_id: string
  n: number
  at: string
  actor_kind: string
  actor_id: string
  kind: string
  stage: string
  from_state: string | null
  to_state: string
  data: unknown
  note_sealed: Buffer | null
  internal: Generated<boolean>
}

export interface ClaimPhotos {
  bucket: number
  claim_id: string
  n: number
  file: string | null
  thumbnail: string | null
  width: number
  height: number
  bytes: number
  content_hash: Buffer
  uploaded_at: string
  uploaded_by: string
}

export interface Claims {
  bucket: number
  id: string
  reception_number: string
  contract_id: string
  store_id: string
  organisation_id: string
  purchase_id: string
  purchaser_id: string | null
  state: string
  blocked: unknown
  cause: string
  fault: string
  loss_on: string
  data_key: Buffer | null
  description_sealed: Buffer
  circumstances: string[]
  filed_via: string
  filed_at: string
  currency: string
  estimate: number | null
  covered: number | null
  buyer_pays: number | null
  exchange: Generated<boolean>
  goodwill: Generated<boolean>
  route: string | null
  reason_code: string | null
  decided_by: string | null
  decided_at: string | null
  proposed: unknown
  appealed: Generated<boolean>
  rejected_by: string | null
  submitted_at: string
  decision_due_at: string
  deadline_doubled: Generated<boolean>
  escalated_at: string | null
  received_on: string | null
  closed_at: string | null
  follow_hash: Buffer | null
  version: Generated<number>
}

export interface ClosedPeriods {
  organisation_id: string
  month: string
  closed_at: string
  closed_by: string
  totals: unknown
}

export interface ContactKeys {
  bucket: number
  hash: Buffer
  kind: string
  purchaser_id: string
  created_at: string
}

export interface ContractClaims {
  bucket: number
  contract_id: string
  claim_id: string
  state: string
  cause: string
  fault: string
  loss_on: string
  amount: number
  exchange: boolean
  goodwill: boolean
  opened_at: string
  closed_at: string | null
}

export interface ContractCovers {
  bucket: number
  contract_id: string
  n: number
  kind: string
  starts_on: string
  ends_on: string
  premium_part: number
}

export interface Contracts {
  bucket: number
  id: string
  number: string
  store_id: string
  organisation_id: string
  purchase_id: string
  line_n: number
  unit_n: number
  plan_id: string
  plan_version: number
  purchaser_id: string | null
  state: string
  state_reason: string | null
  item_code: string
  item_name: string | null
  maker_warranty_months: number | null
  serial_number: string | null
  currency: string
  price: number
  premium: number
  offered_premium: number
  refund_due: Generated<number>
  purchased_on: string
  starts_on: string
  ends_on: string
  issued_at: string
  ended_at: string | null
  note_sealed: Buffer | null
}

export interface ContractsFacts {
  bucket: number | null
  contract_id: string | null
  organisation_id: string | null
  store_id: string | null
  item_code: string | null
  plan_id: string | null
  plan_version: number | null
  currency: string | null
  price: number | null
  premium: number | null
  offered_premium: number | null
  state: string | null
  state_reason: string | null
  refund_due: number | null
  purchased_on: string | null
  starts_on: string | null
  ends_on: string | null
  issued_at: string | null
  ended_at: string | null
}

export interface CouponBudgets {
  bucket: number
  coupon_id: string
  max_uses: number | null
  held_uses: Generated<number>
  committed_uses: Generated<number>
  max_amount: number | null
  held_amount: Generated<number>
  committed_amount: Generated<number>
}

export interface CouponCodes {
  bucket: number
  hash: Buffer
  coupon_id: string
  batch_id: string
  kind: string
  max_uses: number | null
  held_uses: Generated<number>
  committed_uses: Generated<number>
  purchaser_id: string | null
  created_at: string
  revoked_at: string | null
}

export interface CouponHoldings {
  bucket: number
  id: string
  purchaser_id: string
  coupon_id: string
  code_hash: Buffer | null
  added_at: string
  extended_until: string | null
  held_uses: Generated<number>
  committed_uses: Generated<number>
  removed_at: string | null
}

export interface CouponSelections {
  bucket: number
  account_id: string
  holding_id: string
  purchaser_id: string
  selected_at: string
  via: string
}

export interface CouponUses {
  bucket: number
  settlement_id: string
  coupon_id: string
  purchaser_id: string | null
  holding_id: string | null
  code_hash: Buffer | null
  state: string
  amount: number
  returned: Generated<number>
  held_at: string
  check_at: string
  ended_at: string | null
}

export interface Coupons {
  id: string
  organisation_id: string
  code: string
  terms: unknown
  currency: string
  state: string
  created_at: string
  ended_at: string | null
}

export interface FailedEvents {
  subscriber: string
  outbox_id: number
  topic: string
  payload: unknown
  error: string
  failed_at: Generated<string>
}

export interface FloorAccounts {
  bucket: number
  party_id: string
  account: string
  currency: string
  balance: number
  version: number
}

export interface IdempotencyKeys {
  bucket: number
  key_hash: Buffer
  body_hash: Buffer
  status: number
  answer: Buffer
  created_at: string
}

export interface ItemChanges {
  bucket: number
  store_id: string
  code: string
  version: number
  changed_at: string
  content: unknown
}

export interface Items {
  bucket: number
  store_id: string
  code: string
  name: string
  maker: string | null
  model: string | null
  gtin: string | null
  category: string | null
  price: number | null
  currency: string | null
  tax_category: string
  maker_warranty_months: number | null
  launched_on: string | null
  deleted_at: string | null
  version: number
  updated_at: string
}

export interface Journals {
  bucket: number
  id: string
  kind: string
  key: string
  organisation_id: string | null
  store_id: string | null
  subject_kind: string
  subject_id: string
  occurred_at: string
  recorded_at: string
  booked_on: string
  reverses: string | null
}

export interface MailboxMessages {
  bucket: number
  id: string
  channel: string
  recipient_hash: Buffer
  sealed: Buffer
  at: string
}

export interface MandateDays {
  bucket: number
  mandate_id: string
  day: string
  taken: number
}

export interface Mandates {
  bucket: number
  id: string
  account_id: string
  store_id: string
  per_payment: number
  per_day: number
  created_at: string
  revoked_at: string | null
}

export interface MerchantProfiles {
  store_id: string
  organisation_id: string
  profile: unknown
  payout_account_sealed: Buffer | null
  provider_keys_sealed: Buffer | null
  version: Generated<number>
  updated_at: string
}

export interface Migrations {
  name: string
  applied_at: Generated<string>
}

export interface OneTimeWork {
  name: string
  done_at: Generated<string>
  result: unknown
}

export interface Organisations {
  id: string
  name: string
  kind: string
  mode: string
  clock_at: string | null
  created_at: string
  second_decider_above: number | null
}

export interface Outbox {
  id: GeneratedAlways<number>
  xid: Generated<string>
  at: Generated<string>
  topic: string
  payload: unknown
}

export interface PaperPrints {
  bucket: number
  paper_id: string
  n: number
  at: string
  actor_kind: string
  actor_id: string
}

export interface Papers {
  bucket: number
  id: string
  number: string
  kind: string
  organisation_id: string
  store_id: string
  purchaser_id: string | null
  subject_kind: string
  subject_id: string
  issue_route: string
  paper: unknown
  issued_at: string
  replaces_id: string | null
}

export interface PaymentAccounts {
  bucket: number
  id: string
  purchaser_id: string
  kind: string
  provider: string
  currency: string
  identifier: string
  token_sealed: Buffer | null
  label: string
  created_at: string
  chosen_at: string | null
  closed_at: string | null
}

export interface PaymentAttempts {
  bucket: number
  id: string
  provider: string
  tender: string
  state: string
  outcome_unknown: Generated<boolean>
  reason: string | null
  store_id: string
  organisation_id: string
  subject_kind: string
  subject_id: string
  account_id: string | null
  mandate_id: string | null
  currency: string
  amount: number
  captured: Generated<number>
  refunded: Generated<number>
  provider_ref: string | null
  action: unknown
  created_at: string
  updated_at: string
  check_at: string | null
  checks: Generated<number>
}

export interface PaymentRefunds {
  bucket: number
  attempt_id: string
  id: string
  key: string
  organisation_id: string
  amount: number
  state: string
  reason: string
  failure: string | null
  provider_ref: string | null
  requested_at: string
  ended_at: string | null
  check_at: string | null
  checks: Generated<number>
}

export interface PayoutRuns {
  id: string
  organisation_id: string
  currency: string
  up_to: string
  state: string
  prepared_at: string
  confirmed_at: string | null
  by: string
}

export interface Payouts {
  run_id: string
  store_id: string
  id: string
  carried_in: number
  lines: unknown
  amount: number
  carried_out: number
}

export interface PendingLines {
  bucket: number
  store_id: string
  code: string
  purchase_id: string
  n: number
}

export interface PlanAttachments {
  plan_id: string
  n: number
  rule: unknown
}

export interface PlanVersions {
  plan_id: string
  version: number
  terms: unknown
  created_at: string
}

export interface Plans {
  id: string
  organisation_id: string
  code: string
  name: string
  current_version: number
  created_at: string
  withdrawn_at: string | null
}

export interface Postings {
  bucket: number
  journal_id: string
  n: number
  account: string
  party_id: string
  currency: string
  amount: number
  balance_after: number | null
  version: number | null
}

export interface PremiumBooks {
  bucket: number
  contract_id: string
  organisation_id: string
  store_id: string
  currency: string
  premium: number
  tax: number
  commission: number
  tax_basis_points: number | null
  tax_rounding: string | null
  state: string
  refund: Generated<number>
  fee: Generated<number>
  version: Generated<number>
  end_journal_id: string | null
  ended_to: string | null
  paper_number: string | null
}

export interface PremiumDays {
  store_id: string
  organisation_id: string
  earned_to: string
  due_at: string
}

export interface PremiumSchedules {
  bucket: number
  contract_id: string
  n: number
  store_id: string
  currency: string
  net: number
  starts_on: string
  ends_on: string
  cover_starts_on: string
  cover_ends_on: string
  open: boolean
}

export interface ProviderEvents {
  bucket: number
  source: string
  event_id: string
  body_sealed: Buffer | null
  verified: boolean
  received_at: string
  done_at: string | null
}

export interface ProviderFileRows {
  file_id: string
  n: number
  kind: string
  provider_ref: string
  our_ref: string | null
  currency: string
  amount: number
  fee: number
  occurred_at: string
  outcome: string
  store_id: string | null
  known_amount: number | null
  booked: boolean
  resolved_at: string | null
  resolved_by: string | null
  resolution: string | null
}

export interface ProviderFiles {
  id: string
  organisation_id: string
  provider: string
  name: string
  content_hash: Buffer
  rows: number
  matched: number
  different: number
  read_at: string
  read_by: string
}

export interface PurchaseHolders {
  bucket: number
  purchaser_id: string
  purchase_id: string
  store_id: string
  purchased_at: string
  via: string
  recorded_at: string
  proven_at: string | null
  ended_at: string | null
}

export interface PurchaseKeys {
  bucket: number
  store_id: string
  reference: string
  purchase_id: string
}

export interface PurchaseLines {
  bucket: number
  purchase_id: string
  n: number
  code: string
  name: string | null
  match: string
  maker: string | null
  model: string | null
  gtin: string | null
  category: string | null
  maker_warranty_months: number | null
  quantity: number
  returned: Generated<number>
  unit_price: number
  amount: number
  tax_category: string | null
  name_reported: boolean
  tax_reported: boolean
  serial_numbers: string[] | null
  plan_code: string | null
  plan_price: number | null
  plan_error: string | null
  original_line: number | null
}

export interface PurchaseRevisions {
  bucket: number
  purchase_id: string
  revision: number
  content_hash: Buffer
  content: unknown
  replaced_at: string
}

export interface PurchaserContacts {
  bucket: number
  purchaser_id: string
  id: string
  kind: string
  hash: Buffer
  sealed: Buffer
  proven_at: string | null
  left_at: string | null
  created_at: string
}

export interface PurchaserLinks {
  bucket: number
  purchaser_id: string
  linked_id: string
  linked_at: string
}

export interface Purchasers {
  bucket: number
  id: string
  mode: string
  data_key: Buffer | null
  name_sealed: Buffer | null
  address_sealed: Buffer | null
  birth_date_sealed: Buffer | null
  language: string | null
  member_code: string
  email_proven_at: string | null
  phone_proven_at: string | null
  created_at: string
  erased_at: string | null
}

export interface Purchases {
  bucket: number
  id: string
  store_id: string
  reference: string
  revision: number
  kind: string
  purchased_at: string
  currency: string
  price_basis: string
  total: number
  line_count: number
  content_hash: Buffer
  buyer_hash: Buffer | null
  purchaser_id: string | null
  buyer_name_sealed: Buffer | null
  return_of: string | null
  voided_at: string | null
  disowned_at: string | null
  recorded_at: string
}

export interface PurchasesFacts {
  bucket: number | null
  purchase_id: string | null
  store_id: string | null
  kind: string | null
  purchased_at: string | null
  currency: string | null
  voided_at: string | null
  n: number | null
  code: string | null
  category: string | null
  quantity: number | null
  returned: number | null
  amount: number | null
  plan_code: string | null
}

export interface RegisterCashMoves {
  day_id: string
  n: number
  amount: number
  reason: string
  at: string
  by: string
}

export interface RegisterDays {
  store_id: string
  register: string
  n: number
  id: string
  business_day: string
  opened_at: string
  opened_by: string
  opening_cash: number
  closed_at: string | null
  closed_by: string | null
  counted_cash: number | null
  expected_cash: number | null
  report: unknown
}

export interface SandboxPayments {
  bucket: number
  id: string
  attempt_id: string
  tender: string
  script: string | null
  state: string
  reason: string | null
  currency: string
  amount: number
  captured: Generated<number>
  refunded: Generated<number>
  account_id: string | null
  store_id: string
  at: string
  expires_at: string | null
}

export interface SandboxRefunds {
  bucket: number
  payment_id: string
  id: string
  refund_id: string
  state: string
  amount: number
  at: string
}

export interface SandboxScripts {
  organisation_id: string
  script: string
  remaining: number
}

export interface SettlementKeys {
  bucket: number
  store_id: string
  reference: string
  settlement_id: string
}

export interface SettlementLines {
  bucket: number
  settlement_id: string
  n: number
  code: string | null
  description: string
  quantity: number
  unit_price: number
  amount: number
  tax_category: string
  named: boolean
  serial_numbers: string[] | null
  plan: unknown
}

export interface SettlementRefunds {
  bucket: number
  settlement_id: string
  n: number
  id: string
  kind: string
  reference: string
  reason: string
  units: number[]
  amounts: unknown
  tenders: unknown
  paper_id: string | null
  purchase_id: string | null
  day_id: string | null
  at: string
  by: string
}

export interface SettlementTenders {
  bucket: number
  settlement_id: string
  n: number
  kind: string
  amount: number
  received: number | null
  change: number | null
  provider: string | null
  attempt_id: string | null
  refunded: Generated<number>
}

export interface Settlements {
  bucket: number
  id: string
  store_id: string
  organisation_id: string
  reference: string
  content_hash: Buffer
  state: string
  reason: string | null
  occurred_at: string
  supplied_on: string
  currency: string
  price_basis: string
  purchaser_id: string | null
  buyer_via: string | null
  account_id: string | null
  tax_profile: unknown
  settled: unknown
  coupons: unknown
  price: number
  due: number
  amount_due: number
  returned: number[]
  refunded: Generated<number>
  purchase_id: string | null
  paper_id: string | null
  paper_number: string | null
  buyer_sealed: Buffer | null
  register: string | null
  day_id: string | null
  made_offline: Generated<boolean>
  started_at: string
  settled_at: string | null
  check_at: string | null
  version: Generated<number>
}

export interface SignInIdentities {
  auth_user_id: string
  purchaser_id: string | null
  staff_id: string | null
}

export interface SignInLimits {
  key: Buffer
  started_at: string
  count: number
}

export interface Staff {
  id: string
  organisation_id: string
  name: string
  email_hash: Buffer
  email_sealed: Buffer
  role: string
  store_ids: string[] | null
  created_at: string
  removed_at: string | null
}

export interface StaffFactors {
  staff_id: string
  secret_sealed: Buffer | null
  pending_sealed: Buffer | null
  last_step: number
  enrolled_at: string | null
}

export interface StaffRecoveryCodes {
  staff_id: string
  hash: Buffer
  used_at: string | null
}

export interface StaffSessionFactors {
  session_id: string
  given_at: string
}

export interface Stores {
  id: string
  organisation_id: string
  code: string
  name: string
  kind: string
  currency: string
  time_zone: string
  tax_regime: string
  created_at: string
}

export interface Subscriptions {
  subscriber: string
  last_xid: string
  last_id: number
}

export interface UsedMemberTokens {
  bucket: number
  hash: Buffer
  used_at: string
}

export interface WebhookAttempts {
  bucket: number
  message_id: string
  n: number
  at: string
  status: number | null
  milliseconds: number
  error: string | null
}

export interface WebhookEndpoints {
  id: string
  organisation_id: string
  store_id: string | null
  url: string
  topics: string[]
  secret_sealed: Buffer
  previous_secret_sealed: Buffer | null
  previous_until: string | null
  state: string
  disabled_reason: string | null
  created_at: string
  removed_at: string | null
}

export interface WebhookMessages {
  bucket: number
  id: string
  endpoint_id: string
  organisation_id: string
  topic: string
  body: string
  state: string
  attempts: Generated<number>
  next_at: string | null
  created_at: string
  ended_at: string | null
}

export interface DB {
  account_identifiers: AccountIdentifiers
  api_keys: ApiKeys
  audit_entries: AuditEntries
  auth_accounts: AuthAccounts
  auth_sessions: AuthSessions
  auth_users: AuthUsers
  auth_verifications: AuthVerifications
  bank_hours: BankHours
  claim_books: ClaimBooks
  claim_coupons: ClaimCoupons
  claim_history: ClaimHistory
  claim_photos: ClaimPhotos
  claims: Claims
  closed_periods: ClosedPeriods
  contact_keys: ContactKeys
  contract_claims: ContractClaims
  contract_covers: ContractCovers
  contracts: Contracts
  contracts_facts: ContractsFacts
  coupon_budgets: CouponBudgets
  coupon_codes: CouponCodes
  coupon_holdings: CouponHoldings
  coupon_selections: CouponSelections
  coupon_uses: CouponUses
  coupons: Coupons
  failed_events: FailedEvents
  floor_accounts: FloorAccounts
  idempotency_keys: IdempotencyKeys
  item_changes: ItemChanges
  items: Items
  journals: Journals
  mailbox_messages: MailboxMessages
  mandate_days: MandateDays
  mandates: Mandates
  merchant_profiles: MerchantProfiles
  migrations: Migrations
  one_time_work: OneTimeWork
  organisations: Organisations
  outbox: Outbox
  paper_prints: PaperPrints
  papers: Papers
  payment_accounts: PaymentAccounts
  payment_attempts: PaymentAttempts
  payment_refunds: PaymentRefunds
  payout_runs: PayoutRuns
  payouts: Payouts
  pending_lines: PendingLines
  plan_attachments: PlanAttachments
  plan_versions: PlanVersions
  plans: Plans
  postings: Postings
  premium_books: PremiumBooks
  premium_days: PremiumDays
  premium_schedules: PremiumSchedules
  provider_events: ProviderEvents
  provider_file_rows: ProviderFileRows
  provider_files: ProviderFiles
  purchase_holders: PurchaseHolders
  purchase_keys: PurchaseKeys
  purchase_lines: PurchaseLines
  purchase_revisions: PurchaseRevisions
  purchaser_contacts: PurchaserContacts
  purchaser_links: PurchaserLinks
  purchasers: Purchasers
  purchases: Purchases
  purchases_facts: PurchasesFacts
  register_cash_moves: RegisterCashMoves
  register_days: RegisterDays
  sandbox_payments: SandboxPayments
  sandbox_refunds: SandboxRefunds
  sandbox_scripts: SandboxScripts
  settlement_keys: SettlementKeys
  settlement_lines: SettlementLines
  settlement_refunds: SettlementRefunds
  settlement_tenders: SettlementTenders
  settlements: Settlements
  sign_in_identities: SignInIdentities
  sign_in_limits: SignInLimits
  staff: Staff
  staff_factors: StaffFactors
  staff_recovery_codes: StaffRecoveryCodes
  staff_session_factors: StaffSessionFactors
  stores: Stores
  subscriptions: Subscriptions
  used_member_tokens: UsedMemberTokens
  webhook_attempts: WebhookAttempts
  webhook_endpoints: WebhookEndpoints
  webhook_messages: WebhookMessages
}
