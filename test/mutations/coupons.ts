import { mutationsOf } from './mutation.ts'

const choose = ['src/modules/coupons/choose-coupons.test.ts']
const hold = ['src/modules/coupons/hold-coupons.test.ts']
const lock = ['src/modules/coupons/lock-coupons.test.ts']
const wallet = ['src/modules/coupons/wallet.test.ts']

export const coupons = [
  ...mutationsOf('src/modules/coupons/choose-coupons.ts', choose, [
    ['the lowest amount due wins', 'a.settled.debit - b.settled.debit', 'b.settled.debit - a.settled.debit'],
    ['what takes nothing off is not used', 'settled.debit < plain.debit', 'true'],
    ['the order in which they are shown counts for nothing', '.sort(byEnd)', ''],
  ]),
  ...mutationsOf('src/modules/coupons/fitting.ts', choose, [
    ['the minimum must be reached', '?? 0)) < terms.minimum.amount', '?? 0)) < 0'],
    ['after the last day it is over', 'basket.suppliedOn > lastDay', 'basket.suppliedOn < lastDay'],
    ['every condition of a scope must hold', 'has(scope.makers, line.maker)', 'true'],
  ]),
  ...mutationsOf('src/modules/coupons/stack-coupons.ts', choose, [
    ['one of each class', 'other.terms.stackingClass === candidate.terms.stackingClass', 'false'],
    ['bases are not mixed', "(funder === 'shop' && faceBasis !== face) ||", ''],
    ['rates come before amounts', "kind === 'rate' ? 0 : 1", "kind === 'rate' ? 1 : 0"],
  ]),
  ...mutationsOf('src/modules/coupons/hold-coupons.ts', hold, [
    [
      'money of a coupon is limited',
      'b.committed_amount + t.amount <= b.max_amount',
      'b.committed_amount <= b.max_amount',
    ],
    ['a revoked code is worthless', 'and k.revoked_at is null and', 'and'],
    ['a buyer has a limit', 'if (over.length > 0)', 'if (false)'],
    [
      'a settlement that holds already takes no more',
      "and u.state <> 'released'",
      "and u.state = 'restored'",
    ],
  ]),
  ...mutationsOf('src/modules/coupons/lock-coupons.ts', lock, [
    ['uses of a coupon are limited', 'under(budget.uses + 1, budget.max_uses)', 'true'],
    ['its money is limited', 'under(budget.amount + amount, budget.max_amount)', 'true'],
    ['a revoked code is worthless', '!code.revoked &&', ''],
    ['a code has uses of its own', 'under(code.uses + 1, code.max_uses)', 'true'],
    ['a buyer has a limit', 'under((buyerOf(take)?.uses ?? 0) + 1, most)', 'true'],
    ['what is given back can be taken', 'count(take, -1)', 'count(take, 1)'],
    ['what is given back is not written', 'taken.delete(settlementId)', ''],
  ]),
  ...mutationsOf('src/modules/coupons/end-uses.ts', hold, [
    ['a step is guarded by the state before it', 'and u.state = ${from}', ''],
    [
      'a share that came back is not given back twice',
      'u.amount - u.returned as amount',
      'u.amount as amount',
    ],
    ['fourteen days more', 'daysMore = 14', 'daysMore = 15'],
    ['never more back than came off', 'and u.returned + g.amount <= u.amount', ''],
  ]),
  ...mutationsOf('src/modules/coupons/add-coupon.ts', wallet, [
    ['a code of another is unknown', '!person.identities.includes(code.purchaserId)', 'false'],
    ['an ended coupon is unknown', "|| coupon.state === 'ended'", ''],
    ['tries are counted', 'if (seconds > 0) throw rateLimited(seconds)', ''],
  ]),
  ...mutationsOf('src/modules/coupons/kiosk.ts', wallet, [
    ['a kiosk’s token ends', 'session.until <= ctx.clock.now()', 'false'],
    ['a store learns of its own coupons alone', 'refusalOf(coupon, owner, store, at, held) === null', 'true'],
  ]),
]
