import { mutationsOf } from './mutation.ts'

const recording = ['src/modules/sales/record-purchases.test.ts']
const limits = ['src/modules/contracts/limits-rules.test.ts']

export const contracts = [
  ...mutationsOf(
    'src/modules/contracts/model.ts',
    ['src/modules/contracts/model.test.ts'],
    [
      ['a cover holds on its first day', 'today < cover.startsOn', 'today <= cover.startsOn'],
      ['a cover is over on the day of its end', 'today < cover.endsOn', 'today <= cover.endsOn'],
      ['a contract that was ended is not active', "if (state !== 'in_force') return state", ''],
      [
        'between two covers it is scheduled',
        "statuses.every((status) => status === 'expired')",
        "statuses.some((status) => status === 'expired')",
      ],
      ['people see the last day, not the day after', 'addDays(endsOn, -1)', 'addDays(endsOn, 0)'],
      ['the unit that a return names ends first', '[...named, ...others]', '[...others, ...named]'],
      ['else the newest unit ends', 'b.unit_n - a.unit_n', 'a.unit_n - b.unit_n'],
      ['no more contracts end than units came back', '.slice(0, Math.max(0, quantity))', ''],
    ],
  ),
  ...mutationsOf('src/modules/contracts/issue-contracts.ts', recording, [
    ['one contract for each unit', 'unit <= line.quantity', 'unit <= 1'],
    ['a plan that does not fit is said on the line', 'line.plan_error = fit.reason', ''],
  ]),
  ...mutationsOf('src/modules/contracts/end-contracts.ts', recording, [
    ['the whole premium is due back', 'isEarned(contract) ? 0 : contract.premium', '0'],
    ['a unit that is gone keeps no contract', 'contract.unit_n <= is.quantity &&', ''],
  ]),
  ...mutationsOf(
    'src/modules/contracts/end-contracts.ts',
    ['src/modules/contracts/cancelling.test.ts'],
    [
      [
        'nothing comes back after a fulfilled claim',
        'isEarned(contract) ? 0 : contract.premium',
        'contract.premium',
      ],
    ],
  ),
  ...mutationsOf(
    'src/modules/contracts/cancellation.ts',
    ['src/modules/contracts/cancellation.test.ts'],
    [
      [
        'the day of cancelling counts as used',
        'daysBetween(on, cover.endsOn) - 1',
        'daysBetween(on, cover.endsOn)',
      ],
      ['a cover not begun is all left', 'on < cover.startsOn ? days', 'false ? days'],
      ['the fee is kept', 'Math.min(terms.retainedFee, sum)', '0'],
      ['the fee is never more than there is', 'Math.min(terms.retainedFee, sum)', 'terms.retainedFee'],
      ['everything comes back inside the free days', 'on <= freeUntil', 'false'],
      ['nothing comes back after a fulfilled claim', "if (rule === 'claim_fulfilled') return 0", ''],
    ],
  ),
  ...mutationsOf('src/modules/contracts/limits.ts', limits, [
    ['the smallest limit counts', 'Math.min(...limits', 'Math.max(...limits'],
    ['what was paid is used', 'sum + use.amount, 0)', 'sum, 0)'],
    ['a limit is never below nothing', 'left: Math.max(0, size - used)', 'left: size - used'],
    ['a limit of one cause counts that cause', "rule.cause === 'all' || use.cause === rule.cause", 'true'],
    [
      'a limit of another cause does not stand in the way',
      "rule.cause === 'all' || rule.cause === cause",
      'true',
    ],
    [
      'a cover year begins on the anniversary',
      "rule.rule === 'per_cover_year' || rule.rule === 'falling'",
      "rule.rule === 'falling'",
    ],
    ['a year from 29 February begins on the 28th', '<= on ? whole + 1 : whole', '<= on ? whole : whole'],
    [
      'the last falling share holds on',
      'Math.min(year.n, rule.priceShares.length - 1)',
      'year.n % rule.priceShares.length',
    ],
    [
      'claims of another year are not counted',
      'usesWithin(uses, yearOf(periodOf(covered',
      'uses.concat([], yearOf(periodOf(covered',
    ],
    ['the deductible comes off first', 'Math.min(cost - deductible, left.most', 'Math.min(cost, left.most'],
    ['the limit bounds what is paid', 'left.most ?? Number.MAX_SAFE_INTEGER', 'Number.MAX_SAFE_INTEGER'],
    [
      'an exchange begins above its threshold',
      'estimate > mulDivFloor(price',
      'estimate >= mulDivFloor(price',
    ],
    ['an exchange costs the price', 'exchange ? price : estimate', 'estimate'],
    [
      'a deductible is not more than the cost',
      'Math.min(cost, deductibleOf(terms, cost))',
      'deductibleOf(terms, cost)',
    ],
    [
      'only an aggregate for all causes ends it',
      "rule.rule === 'aggregate' &&\n      rule.cause",
      "rule.rule !== 'aggregate' &&\n      rule.cause",
    ],
  ]),
]
