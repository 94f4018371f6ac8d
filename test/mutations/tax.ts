import { mutationsOf } from './mutation.ts'

const settle = ['src/modules/tax/settle.test.ts', 'src/modules/tax/vectors.test.ts']
const invoice = ['src/modules/tax/invoice.test.ts']
const profiles = ['src/modules/merchants/put-merchant-profile.test.ts']
const papers = ['src/modules/papers/papers.test.ts']

export const taxMutations = [
  ...mutationsOf('src/modules/tax/groups.ts', settle, [
    ['the rate is that of the line’s own day', 'const on = own ?? suppliedOn', 'const on = suppliedOn'],
    [
      'goods of one category and two rates stand apart',
      '`${levies[i]?.category} ${levies[i]?.basisPoints}`',
      '`${levies[i]?.category}`',
    ],
  ]),
  ...mutationsOf('src/modules/tax/discounts.ts', settle, [
    ['an amount comes off one category first', 'levy?.category === first', 'false'],
    [
      'what that category has no room for comes off the others',
      'Math.min(discount.value - taken, sumOf(behind))',
      '0',
    ],
    [
      'a rate is rounded as the shop rounds discounts',
      'mulDiv(sum, discount.value, 10_000, rounding)',
      "mulDiv(sum, discount.value, 10_000, 'floor')",
    ],
    ['an amount takes no more than there is', 'Math.min(discount.value, sumOf(ahead))', 'discount.value'],
  ]),
  ...mutationsOf('src/modules/tax/settle.ts', settle, [
    [
      'a group that no coupon touched keeps its price',
      "const keeps = untouched && prices === 'inclusive'",
      'const keeps = false',
    ],
    [
      'a coupon of somebody else leaves the price whole',
      "if (discount.funder !== 'shop') return 0",
      'if (false) return 0',
    ],
    ['a coupon that took nothing is not used up', 'used: taken > 0', 'used: true'],
  ]),
  ...mutationsOf('src/modules/tax/amounts.ts', settle, [
    ['tax inside is a share of price and tax', '10_000 + basisPoints, rounding', '10_000, rounding'],
  ]),
  ...mutationsOf(
    'src/modules/tax/steps.ts',
    ['src/modules/tax/steps.test.ts'],
    [
      ['what was rounded off is said', 'if (exact) return', 'if (true) return'],
      [
        'a rate is shown with what it was taken of',
        'basisPoints === null ? show(taken)',
        'true ? show(taken)',
      ],
    ],
  ),
  ...mutationsOf('src/modules/tax/invoice.ts', invoice, [
    [
      'a paper of who owes no tax has no totals by rate',
      "totals: profile.status === 'exempt' ? null : totalsOf(settled)",
      'totals: totalsOf(settled)',
    ],
    [
      'only a registered merchant’s paper is an invoice',
      "if (profile.status !== 'registered')",
      'if (false)',
    ],
  ]),
  ...mutationsOf('src/modules/tax/return-invoice.ts', invoice, [
    ['from 10,000 a return invoice is owed', 'refund.due < owedFrom', 'refund.due <= owedFrom'],
  ]),
  ...mutationsOf(
    'src/modules/tax/registration-number.ts',
    ['src/modules/tax/registration-number.test.ts'],
    [['a check digit is never 0', 'return 9 - (sum % 9)', 'return (9 - (sum % 9)) % 9']],
  ),
  ...mutationsOf('src/modules/merchants/put-merchant-profile.ts', profiles, [
    ['nobody overwrites what they have not seen', '(before?.version ?? 0) !== input.version', 'false'],
    [
      'a live organisation is not paid by the sandbox',
      "mode === 'live' && input[field] === 'sandbox'",
      'false',
    ],
    ['keys are of the organisation’s mode', '!key.includes(`_${mode}_`)', 'false'],
    ['keys that are left out stay', 'const next = { ...keys }', 'const next: StoredKeys = {}'],
    ['a store abroad has no profile', "store.taxRegime === 'none'", 'false'],
  ]),
  ...mutationsOf('src/modules/merchants/sealed.ts', profiles, [
    ['keys are tied to their store', '`provider keys ${storeId}`', "'provider keys'"],
  ]),
  ...mutationsOf('src/modules/merchants/model.ts', profiles, [
    ['a past status that changes is said', 'return past(before) !== past(after)', 'return false'],
  ]),
  ...mutationsOf('src/modules/papers/see-paper.ts', papers, [
    ['a buyer sees their own papers alone', 'actor.identities.includes(row.purchaserId)', 'true'],
    ['a printing that was not counted is not there', 'if (print > prints)', 'if (false)'],
    ['the second printing is a reprint', 'return print > 1', 'return false'],
  ]),
  ...mutationsOf('src/modules/papers/print-paper.ts', papers, [
    ['printings are counted one by one', 'await lockPaper(tx, row.id)', ''],
  ]),
  ...mutationsOf('src/modules/papers/facts.ts', papers, [
    ['goods of the reduced rate are marked', 'reduced ? `${name} ※` : name', 'name'],
    [
      'a refund that is owed is not called voluntary',
      "paper.kind === 'return_invoice' && paper.voluntary",
      'false',
    ],
  ]),
  ...mutationsOf('src/modules/papers/page.ts', papers, [
    ['what stands on a page is text', ".replaceAll('<', '&lt;')", ''],
  ]),
  ...mutationsOf('src/modules/papers/writes.ts', papers, [
    ['the name goes with the person', ", paper = jsonb_set(paper, '{content,recipient}', 'null')", ''],
  ]),
]
