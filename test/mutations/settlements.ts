import { mutationsOf } from './mutation.ts'

const main = ['src/modules/settlements/settlements.test.ts']
const refusals = ['src/modules/settlements/refusals.test.ts']
const electronic = ['src/modules/settlements/electronic.test.ts']
const refunds = ['src/modules/settlements/refunds.test.ts']
const together = ['src/modules/settlements/together.test.ts']
const registers = ['src/modules/settlements/registers.test.ts']

export const settlementMutations = [
  ...mutationsOf('src/modules/settlements/start-settlement.ts', refusals, [
    [
      'another amount than was shown is refused',
      'input.expectedAmountDue !== settled.debit',
      'input.expectedAmountDue > settled.debit + 1e9',
    ],
  ]),
  ...mutationsOf('src/modules/settlements/start-settlement.ts', main, [
    ['a token is used up', 'if (payer.token) await spendMemberToken(tx, ctx, payer.token)', ''],
  ]),
  ...mutationsOf('src/modules/settlements/start-settlement.ts', electronic, [
    ['an account moves no money by its number', 'if (!input.askBuyer) throw buyerConfirmationRequired()', ''],
  ]),
  ...mutationsOf('src/modules/settlements/settle-together.ts', together, [
    ['only the reference’s first is written', 'got.has(id)', 'true'],
    ['another amount than was shown goes alone', 'input.expectedAmountDue === debit', 'true'],
    ['what was refused takes no coupon', '  coupons.giveBack(id)\n  return null', '  return null'],
    ['what was refused keeps no reference', 'filter(({ id }) => !written.has(id))', 'filter(() => false)'],
    ['a coupon that was not locked is not taken', 'if (!coupons.has(takes)) return null', ''],
  ]),
  ...mutationsOf('src/modules/settlements/tenders.ts', refusals, [
    ['cash must be enough', 'if (handed < amount)', 'if (false)'],
    ['tenders sum to the amount', 'if (!fits || rest < 0)', 'if (false)'],
  ]),
  ...mutationsOf('src/modules/settlements/model.ts', electronic, [
    ['all payments must be captured', "state === 'captured')", "state !== 'failed')"],
    ['what can still succeed is cancelled first', "!isDead(state) && state !== 'captured'", 'false'],
  ]),
  ...mutationsOf('src/modules/settlements/give-up.ts', electronic, [
    ['a coupon is free again', 'await releaseCoupons(tx, ctx, { settlementId: settlement.id, at })', ''],
    ['what was taken goes back', 'captured > refunded', 'captured < refunded'],
  ]),
  ...mutationsOf('src/modules/settlements/give-back.ts', refunds, [
    ['a full refund restores the coupon', 'if (whole)', 'if (false)'],
    ['the preview binds', 'back.expectedAmount !== amounts.debit', 'false'],
  ]),
  ...mutationsOf('src/modules/settlements/void-settlement.ts', refunds, [
    ['a void is for the day', 'return today &&', 'return true &&'],
  ]),
  ...mutationsOf('src/modules/settlements/register-report.ts', registers, [
    ['refunds leave the drawer', 'taken - refunded + moved', 'taken + moved'],
  ]),
]
