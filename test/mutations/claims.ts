import { mutationsOf } from './mutation.ts'

const checks = ['src/modules/claims/checks.test.ts']
const model = ['src/modules/claims/model.test.ts']
const claims = ['src/modules/claims/claims.test.ts']
const course = ['src/modules/claims/course.test.ts']
const sandbox = ['test/scenarios/sandbox.test.ts']

export const claimMutations = [
  ...mutationsOf('src/modules/claims/checks.ts', checks, [
    ['the person must match', 'known.personMatches ? undefined', 'true ? undefined'],
    ['the product must match', 'asked.itemCode !== known.itemCode', 'false'],
    [
      'the serial number must match',
      'plainSerial(asked.serialNumber) === plainSerial(known.serialNumber)',
      'true',
    ],
    ['hyphens of a serial number do not count', ".replaceAll(/[\\s-]/g, '')", ''],
    ['the contract must be in force', "if (state !== 'in_force')", 'if (false)'],
    [
      'the cause must be covered on that day',
      "of.some((cover) => coverStatus(cover, lossOn) === 'active')",
      'true',
    ],
    ['an exclusion counts', 'circumstances.includes(code)', 'false'],
    ['a limit that is used up refuses', 'left.most === 0', 'false'],
    ['the number of claims is limited', 'left.claims?.left === 0', 'false'],
    [
      'one open claim on one fault',
      "claim.state === 'open' && claim.cause",
      "claim.state === 'ended' && claim.cause",
    ],
    ['another fault may be open', 'claim.fault === fault', 'true'],
    ['the first days are waited for', 'addDays(cover.startsOn, covered.terms.waitingDays)', 'cover.startsOn'],
  ]),
  ...mutationsOf('src/modules/claims/model.ts', model, [
    ['one appeal only', "state === 'rejected' && !course.appealed", "state === 'rejected'"],
    [
      'a claim that was received is not withdrawn',
      "  'awaiting_return',\n]\nconst remedies",
      "  'awaiting_return',\n  'received',\n]\nconst remedies",
    ],
    ['steps that the plan lacks are skipped', 'steps.includes(step) && ', ''],
    ['a payment of nothing is skipped', 'buyerPays > 0', 'true'],
    ['a decision has seven days', 'decisionDays = 7', 'decisionDays = 8'],
    ['a question doubles the days', 'doubled ? 2 : 1', 'doubled ? 1 : 1'],
  ]),
  ...mutationsOf('src/modules/claims/decide-claim.ts', course, [
    ['above the limit two people decide', 'costOf(settled, held) > above', 'false'],
    ['at the limit one is enough', 'costOf(settled, held) > above', 'costOf(settled, held) >= above'],
    ['nobody confirms what they proposed', 'if (actorName(ctx.actor).id === proposed.by)', 'if (false)'],
    ['a key is no person', "if (ctx.actor.kind !== 'staff') throw secondPersonRequired(above)", ''],
    [
      'a rejection gives the limit back',
      "await closeContractClaim(tx, contract.id, claim.id, 'ended', now)",
      '',
    ],
  ]),
  ...mutationsOf('src/modules/claims/decide-claim.ts', claims, [
    ['an appeal is decided by another', 'held.claim.appealed && held.claim.rejected_by === by', 'false'],
    ['what is accepted is reserved', '    amount: payment.covered,', '    amount: 0,'],
  ]),
  ...mutationsOf('src/modules/claims/held-claim.ts', claims, [
    ['a version that was looked at counts', 'version !== null && version !== claim.version', 'false'],
  ]),
  ...mutationsOf('src/modules/claims/advance-claim.ts', course, [
    ['two clicks are one step', 'if (to !== input.to)', 'if (false)'],
    [
      'the cost in the end is what is paid',
      'leftOf(held), input.cost, ',
      'leftOf(held), claim.estimate ?? 0, ',
    ],
  ]),
  ...mutationsOf('src/modules/claims/find-filing.ts', claims, [
    [
      'a stranger’s contact must be the buyer’s',
      'const matches = contract !== undefined && ',
      'const matches = contract !== undefined || ',
    ],
  ]),
  ...mutationsOf('src/modules/contracts/fulfil-contract.ts', course, [
    ['an exchange ends the cover', "exchange && terms.afterExchange === 'cover_ends'", 'false'],
    ['days with the repairer are added back', '!terms.addsRepairDays || repairDays === 0', 'true'],
    ['a limit that is used up ends the contract', 'return usedUp && !', 'return false && !'],
  ]),
  ...mutationsOf('src/sandbox.ts', sandbox, [
    ['what falls due on the way is done first', 'if (!next) break', 'break'],
  ]),
  ...mutationsOf('src/modules/identity/sandbox-clock.ts', sandbox, [
    ['the clock goes forward only', 'Temporal.Instant.compare(at, now) < 0', 'false'],
    ['a live organisation has no clock', "row?.mode !== 'test'", 'false'],
  ]),
]
