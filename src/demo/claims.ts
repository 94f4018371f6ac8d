/** What the demo's buyer has claimed, by the receipt of the covered goods and days before the first start. */
export const demoClaims = [
  {
    reference: 'K-00417',
    daysAgo: 2,
    cause: 'physical_damage',
    fault: 'part_broken',
    description: '駐輪場で倒れて、前のライトの取り付け部分が割れました。点灯はします。',
    /** null: nobody has decided yet. */
    estimate: null,
  },
  {
    reference: 'EC-778120',
    daysAgo: 6,
    cause: 'physical_damage',
    fault: 'liquid',
    description: '飲み物をこぼしてしまい、キーボードの右半分が反応しません。',
    estimate: 38_500,
  },
] as const
