-- Warranty products with immutable versions (reference tables), and what was sold of them (bucketed). No lock.

create table plans (
  id uuid constraint plans_pkey primary key,
  organisation_id uuid not null constraint plans_organisation_fkey references organisations,
  code text collate "C" not null,
  name text not null,
  current_version integer not null,
  created_at timestamptz not null,
  withdrawn_at timestamptz,
  constraint plans_code_key unique (organisation_id, code)
);
create table plan_versions (
  plan_id uuid not null constraint plan_versions_plan_fkey references plans,
  version integer not null,
  -- Typed by PlanTerms in src/modules/plans/schemas.ts.
  terms jsonb not null,
  created_at timestamptz not null,
  constraint plan_versions_pkey primary key (plan_id, version)
);
-- Where a plan is offered; changed without a new version.
create table plan_attachments (
  plan_id uuid not null constraint plan_attachments_plan_fkey references plans,
  n integer not null,
  rule jsonb not null,
  constraint plan_attachments_pkey primary key (plan_id, n)
);

create table contracts (
  bucket integer not null,
  id uuid not null,
  number text not null,
  store_id uuid not null constraint contracts_store_fkey references stores,
  organisation_id uuid not null constraint contracts_organisation_fkey references organisations,
  purchase_id uuid not null,
  line_n integer not null,
  unit_n integer not null,
  plan_id uuid not null,
  plan_version integer not null,
  purchaser_id uuid,
  state text not null constraint contracts_state_check check (state in ('pending', 'in_force', 'suspended', 'cancelled', 'fulfilled', 'void')),
  state_reason text,
  item_code text collate "C" not null,
  item_name text,
  maker_warranty_months integer,
  serial_number text,
  currency text not null,
  -- What the covered unit cost, what was paid for the cover, and what the offer asked.
  price bigint not null,
  premium bigint not null,
  offered_premium bigint not null,
  refund_due bigint not null default 0,
  purchased_on date not null,
  starts_on date not null,
  ends_on date not null,
  issued_at timestamptz not null,
  ended_at timestamptz,
  constraint contracts_pkey primary key (bucket, id),
  constraint contracts_bucket_check check (bucket = bucket_of(id)),
  constraint contracts_number_key unique (bucket, number),
  constraint contracts_plan_fkey foreign key (plan_id, plan_version) references plan_versions (plan_id, version)
);
-- One live contract a unit; a unit whose contract ended can be covered again.
create unique index contracts_unit_key on contracts (bucket, purchase_id, line_n, unit_n)
  where state not in ('cancelled', 'void');
create index contracts_purchase_idx on contracts (bucket, purchase_id);
create index contracts_store_idx on contracts (store_id, issued_at desc, id desc);
create index contracts_plan_idx on contracts (plan_id, plan_version);
create index contracts_organisation_idx on contracts (organisation_id);

create table contract_covers (
  bucket integer not null,
  contract_id uuid not null,
  n integer not null,
  kind text not null constraint contract_covers_kind_check check (kind in ('natural_failure', 'physical_damage')),
  -- Days in the store's zone: covered from the first to the day before the second.
  starts_on date not null,
  ends_on date not null,
  premium_part bigint not null,
  constraint contract_covers_pkey primary key (bucket, contract_id, n),
  constraint contract_covers_contract_fkey foreign key (bucket, contract_id) references contracts (bucket, id),
  constraint contract_covers_days_check check (starts_on < ends_on)
);
