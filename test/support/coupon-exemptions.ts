/** Statements about coupons that use bucketed tables without a bucket on purpose; see test/schema.test.ts. */
export const couponExemptions: { tables: string[]; when: RegExp; reason: string }[] = [
  {
    tables: ['coupon_codes', 'coupon_holdings', 'coupon_uses'],
    when: /^select exists \(select from coupon_codes where coupon_id = /,
    reason: 'whether anything of a coupon is out, by its indexes; asked when its terms are written anew',
  },
  {
    tables: ['coupon_codes', 'coupon_holdings'],
    when: /from coupon_holdings where coupon_id = .* as wallets/,
    reason:
      'what is still out before a coupon ends, by coupon_holdings_coupon_idx and coupon_codes_coupon_idx',
  },
  {
    tables: ['coupon_codes'],
    when: /from coupon_codes where coupon_id = .* group by batch_id/,
    reason: 'the batches of a coupon, by coupon_codes_coupon_idx',
  },
  {
    tables: ['coupon_codes'],
    when: /from coupon_codes where coupon_id = .* and batch_id = /,
    reason: 'a batch that is revoked, by coupon_codes_coupon_idx',
  },
  {
    tables: ['coupon_uses'],
    when: /from coupon_uses where coupon_id = .* order by held_at desc/,
    reason: 'the uses of a coupon, by coupon_uses_coupon_idx',
  },
  {
    tables: ['coupon_codes'],
    when: /^update coupon_codes set purchaser_id = null, revoked_at = /,
    reason: 'an erasure asks every shard, by coupon_codes_purchaser_idx',
  },
  {
    tables: ['coupon_uses'],
    when: /^update coupon_uses set purchaser_id = null/,
    reason: 'an erasure asks every shard, by coupon_uses_purchaser_idx',
  },
]
