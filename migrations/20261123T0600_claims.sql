-- What counts against a contract's limits (contracts), and claims with their history (claims). New tables, no lock.

create table contract_claims (
  bucket integer not null,
  contract_id uuid not null,
  claim_id uuid not null,
  state text not null constraint contract_claims_state_check check (state in ('open', 'fulfilled', 'ended')),
  cause text not null constraint contract_claims_cause_check check (cause in ('natural_failure', 'physical_damage')),
  -- The symptom, by code: a second open claim on the same one is refused.
  fault text not null,
  -- The day of the loss, in the store's zone: it decides cover, cover year and falling share.
  loss_on date not null,
  -- Reserved while open, paid once fulfilled, in minor units after the deductible; an exchange counts the price.
  amount bigint not null constraint contract_claims_amount_check check (amount >= 0),
  exchange boolean not null,
  -- Goodwill spends no limit.
  goodwill boolean not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  constraint contract_claims_pkey primary key (bucket, contract_id, claim_id),
  constraint contract_claims_contract_fkey foreign key (bucket, contract_id) references contracts (bucket, id),
  constraint contract_claims_closed_check check ((state = 'open') = (closed_at is null))
);

create table claims (
  bucket integer not null,
  id uuid not null,
  -- 受付番号: the bucket in its first two symbols, a check symbol last, like a warranty number.
  reception_number text not null,
  contract_id uuid not null,
  store_id uuid not null constraint claims_store_fkey references stores,
  organisation_id uuid not null constraint claims_organisation_fkey references organisations,
  purchase_id uuid not null,
  -- Whose claim it is; null for the cover of a purchase that nobody holds.
  purchaser_id uuid,
  state text not null constraint claims_state_check check (state in ('submitted', 'information_requested', 'accepted',
    'rejected', 'withdrawn', 'awaiting_payment', 'awaiting_return', 'received', 'in_repair', 'repaired', 'shipped',
    'replacement_ordered', 'coupon_issued', 'refunded', 'completed')),
  -- {step, reason, since} beside any state; null: nothing stands in the way.
  blocked jsonb,
  cause text not null constraint claims_cause_check check (cause in ('natural_failure', 'physical_damage')),
  -- The symptom, by code.
  fault text not null,
  loss_on date not null,
  -- Key of a claim that is nobody's, sealed under the process's keys; else the purchaser's own key is used.
  data_key bytea,
  -- Sealed under that key: what the claimant wrote.
  description_sealed bytea not null,
  -- Clauses that the claimant says may apply, by code.
  circumstances text[] not null,
  filed_via text not null constraint claims_filed_via_check check (filed_via in ('api', 'wallet', 'guest', 'console')),
  filed_at timestamptz not null,
  currency text not null,
  -- Case reserve and amounts, minor units. covered: what the warranty pays; buyer_pays: deductible and excess.
  estimate bigint,
  covered bigint,
  buyer_pays bigint,
  exchange boolean not null default false,
  goodwill boolean not null default false,
  route text constraint claims_route_check check (route in ('coupon', 'replacement_order', 'repair_request')),
  reason_code text,
  decided_by text,
  decided_at timestamptz,
  -- A decision above the limit waits here for a second person: {decision, by, at}.
  proposed jsonb,
  appealed boolean not null default false,
  -- Who rejected it first; another decides the appeal.
  rejected_by text,
  -- Counted from here; moved by an appeal.
  submitted_at timestamptz not null,
  -- The instant after the last day for a decision.
  decision_due_at timestamptz not null,
  deadline_doubled boolean not null default false,
  escalated_at timestamptz,
  received_on date,
  closed_at timestamptz,
  -- Only its hash is kept: whoever filed without an account follows the claim with it.
  follow_hash bytea,
  version integer not null default 1,
  constraint claims_pkey primary key (bucket, id),
  constraint claims_bucket_check check (bucket = bucket_of(id)),
  constraint claims_number_key unique (bucket, reception_number),
  constraint claims_contract_fkey foreign key (bucket, contract_id) references contracts (bucket, id)
);
create index claims_contract_idx on claims (bucket, contract_id);
create index claims_purchase_idx on claims (bucket, purchase_id);
create index claims_organisation_idx on claims (organisation_id);
create index claims_store_idx on claims (store_id, filed_at desc, id desc);
-- What waits for a decision, by its deadline: the desk's queue and the sweep.
create index claims_due_idx on claims (organisation_id, decision_due_at)
  where state in ('submitted', 'information_requested') and escalated_at is null;

create table claim_history (
  bucket integer not null,
  claim_id uuid not null,
  n integer not null,
  at timestamptz not null,
  actor_kind text not null,
  actor_id text not null,
  kind text not null,
  -- The group of K17 to which the entry belongs.
  stage text not null constraint claim_history_stage_check check (stage in ('acceptance', 'repair', 'shipping', 'completion')),
  from_state text,
  to_state text not null,
  -- Facts without words of people: amounts, codes, dates.
  data jsonb not null,
  -- Words of people, sealed under the purchaser's key.
  note_sealed bytea,
  -- Seen by the desk alone.
  internal boolean not null default false,
  constraint claim_history_pkey primary key (bucket, claim_id, n),
  constraint claim_history_claim_fkey foreign key (bucket, claim_id) references claims (bucket, id)
);

create table claim_photos (
  bucket integer not null,
  claim_id uuid not null,
  n integer not null,
  -- Name of the sealed object in the file store; null once erased.
  file text,
  thumbnail text,
  width integer not null,
  height integer not null,
  bytes integer not null,
  -- Keyed hash of what was uploaded: the same picture again is the same photo.
  content_hash bytea not null,
  uploaded_at timestamptz not null,
  uploaded_by text not null,
  constraint claim_photos_pkey primary key (bucket, claim_id, n),
  constraint claim_photos_claim_fkey foreign key (bucket, claim_id) references claims (bucket, id)
);

-- Above this amount a second person decides; null: never. Takes an ACCESS EXCLUSIVE lock on a table of few rows.
alter table organisations add column second_decider_above bigint
  constraint organisations_second_decider_check check (second_decider_above >= 0);
