import { couponExemptions } from './coupon-exemptions.ts'
import { dueStatements } from './due-statements.ts'
import { paymentsOverShards } from './payment-operations.ts'
import { settlementsOverShards } from './settlement-operations.ts'

/** Statements that use bucketed tables without a bucket on purpose. Each must have been heard. */
export const statementsOverShards: { tables: string[]; when: RegExp; reason: string }[] = [
  ...dueStatements,
  {
    tables: ['purchases', 'purchase_lines'],
    when: /from purchases p left join purchase_lines l on l\.bucket = p\.bucket .*where p\.store_id = any/,
    reason: 'a list by store, by purchases_store_idx; the lines lie beside their purchase',
  },
  {
    tables: ['contracts', 'contract_covers'],
    when: /from contract_covers v where v\.bucket = c\.bucket .*from contracts c where c\.store_id = any/,
    reason: 'a list by store, by contracts_store_idx; the covers lie beside their contract',
  },
  {
    tables: ['claims', 'contracts'],
    when: /from claims l join contracts c on c\.bucket = l\.bucket .*where l\.store_id = any/,
    reason: 'a list by store, by claims_store_idx; the contract lies beside its claim',
  },
  {
    tables: ['claims'],
    when: /as closed from claims l where l\.store_id = any/,
    reason: 'the counts of a desk, by claims_store_idx',
  },
  ...paymentsOverShards,
  ...settlementsOverShards,
  {
    tables: ['papers'],
    when: /from papers where store_id = /,
    reason: 'a list by store, by papers_store_idx',
  },
  {
    tables: ['papers'],
    when: /from papers where purchaser_id is not null and purchaser_id = any/,
    reason: 'papers lie where their subject does; their buyer asks every shard, by papers_purchaser_idx',
  },
  {
    tables: ['papers'],
    when: /^update papers set purchaser_id = null/,
    reason: 'an erasure asks every shard, by papers_purchaser_idx',
  },
  ...couponExemptions,
  {
    tables: ['audit_entries'],
    when: /from audit_entries a where a\.organisation_id = /,
    reason: 'a list by organisation, by audit_entries_organisation_idx or audit_entries_staff_idx',
  },
  {
    tables: ['mailbox_messages'],
    when: /from mailbox_messages order by at desc/,
    reason: 'all messages of a development machine, by mailbox_messages_at_idx',
  },
  {
    tables: ['mailbox_messages'],
    when: /^delete from mailbox_messages where at < /,
    reason: 'a sweep of every shard, by mailbox_messages_at_idx',
  },
  {
    tables: ['contact_keys'],
    when: /^delete from contact_keys where purchaser_id = any/,
    reason: 'an erasure asks every shard, by contact_keys_purchaser_idx',
  },
  {
    tables: ['audit_entries'],
    when: /^update audit_entries set ip = null where actor_kind = 'buyer'/,
    reason: 'an erasure asks every shard, by audit_entries_buyer_ip_idx',
  },
  {
    tables: ['idempotency_keys'],
    when: /^delete from idempotency_keys where created_at < /,
    reason: 'a sweep of every shard, by idempotency_keys_created_at_idx',
  },
]
