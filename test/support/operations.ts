import { claimOperations } from './claim-operations.ts'
import { moneyOperations } from './money-operations.ts'
import { unique } from './people.ts'
import { webhookOperations } from './webhook-operations.ts'
import type { Call, World } from './world.ts'

/**
 * What somebody gets who is not meant: `refused`, `own` (an answer, in which nothing of A is), or an answer all the
 * same, for the reason given.
 */
export type Outcome = 'refused' | 'own' | { allowed: string }

export type Operation = {
  /** Who may call it. `seller` is a key of A's organisation, `staff` a session of A's owner. */
  /** `leaver`: a buyer of whom nothing else is asked, for the call after which they are no more. */
  /** `testBuyer`: buyer A in test mode, for what the sandbox alone does. */
  by: 'anybody' | 'platform' | 'seller' | 'staff' | 'buyer' | 'testBuyer' | 'sandbox' | 'leaver'
  /** A valid call about something of A that no other call has touched. */
  call(world: World): Call | Promise<Call>
  /** Another organisation, or another buyer. Where the call names something of A it must be `refused`. */
  others: Outcome
  /** A key and a person of A's second store. */
  otherStore?: Outcome
  /** What a buyer gets of a route of sellers that is open to buyers too, where the thing is not theirs; 403 unless said. */
  buyers?: number
}

const storeParams = (world: World) => ({ storeCode: world.stores.a })
const ofOrganisation = (what: string) => ({
  allowed: `${what} of the whole organisation, to which the second store belongs.`,
})
const open = (call: Operation['call'] = () => ({})): Operation => ({ by: 'anybody', call, others: 'own' })
type Named = { params: { contractId: string } }
/** A contract of A's store and buyer of its own. */
const covered = async (w: World): Promise<Named> => ({
  params: { contractId: (await w.sell({ buyer: w.buyer })).contracts[0]?.id ?? '' },
})
async function voided(w: World): Promise<Named> {
  const named = await covered(w)
  const call = { ...named, body: { reasonCode: 'duplicate' } }
  await w.must('POST', '/v1/contracts/{contractId}/void', call, { key: w.keys.a })
  return named
}
async function quoted(w: World, named: Named, of: 'cancellation' | 'reinstatement'): Promise<Call> {
  const { quoteId } = await w.must('POST', `/v1/contracts/{contractId}/${of}-quotes`, named, {
    key: w.keys.a,
  })
  return { ...named, body: { quoteId } }
}
const soldAndQuoted = async (w: World) => quoted(w, await covered(w), 'cancellation')

/** One valid call of every operation of the document; `listX/filtered` is a second way to call `listX`. */
export const operations: Record<string, Operation> = {
  checkHealth: open(),
  checkReadiness: open(),
  readMetrics: open(),
  findOffers: open((w) => ({ query: { storeCode: w.stores.a, code: w.item } })),
  listMailbox: open(() => ({ query: { to: 'nobody@example.com' } })),
  requestSignInCode: open(() => ({ body: { contact: { email: `${unique('new')}@example.com` } } })),
  signIn: open(async (w) => ({ body: await w.newSignInCode(false) })),
  signOut: open(),
  signOutStaff: open(),
  listTestSecondFactors: open(),
  requestStaffSignInCode: open(() => ({ body: { email: `${unique('nobody')}@example.com` } })),
  signInStaff: open(async (w) => {
    const { contact, code } = await w.newSignInCode(true)
    return { body: { ...contact, code } }
  }),

  createOrganisation: {
    by: 'platform',
    others: 'refused',
    call: () => ({
      body: {
        name: unique('Org'),
        kind: 'seller',
        mode: 'test',
        owner: { name: 'Owner', email: `${unique('o')}@example.com` },
      },
    }),
  },
  listOrganisations: { by: 'platform', others: 'refused', call: () => ({ query: { limit: '200' } }) },

  changeOrganisationSettings: {
    by: 'seller',
    others: 'own',
    otherStore: 'refused',
    call: () => ({ body: { secondDeciderAbove: null } }),
  },
  listAudit: {
    by: 'seller',
    others: 'own',
    otherStore: 'refused',
    call: () => ({ query: { limit: '200' } }),
  },
  'listAudit/filtered': {
    by: 'seller',
    others: 'own',
    otherStore: 'refused',
    call: (w) => ({ query: { entityId: `${w.stores.a}/${w.item}`, actorKind: 'staff', text: 'x' } }),
  },
  downloadAudit: { by: 'seller', others: 'own', otherStore: 'refused', call: () => ({}) },

  getOrganisation: { by: 'seller', others: 'own', otherStore: ofOrganisation('The name'), call: () => ({}) },
  createStore: {
    by: 'seller',
    others: 'own',
    otherStore: 'refused',
    call: () => ({
      body: { code: unique('new'), name: 'New', kind: 'ec', currency: 'JPY', timeZone: 'Asia/Tokyo' },
    }),
  },
  listStores: { by: 'seller', others: 'own', otherStore: 'own', call: () => ({}) },
  getStore: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ params: storeParams(w) }),
  },
  changeStore: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ params: storeParams(w), body: { name: `Shop ${w.secrets[0]}` } }),
  },
  createApiKey: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ body: { name: 'New', storeCode: w.stores.a, scopes: ['plans:read'] } }),
  },
  'createApiKey/organisation': {
    by: 'seller',
    others: 'own',
    otherStore: 'refused',
    call: () => ({ body: { name: 'New', scopes: ['plans:read'] } }),
  },
  listApiKeys: { by: 'seller', others: 'own', otherStore: 'own', call: () => ({ query: { limit: '200' } }) },
  revokeApiKey: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({ params: { keyId: await w.newKeyId() } }),
  },
  createStaff: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({
      body: { name: 'New', email: `${unique('s')}@example.com`, role: 'clerk', storeCodes: [w.stores.a] },
    }),
  },
  listStaff: { by: 'seller', others: 'own', otherStore: 'own', call: () => ({ query: { limit: '200' } }) },
  changeStaff: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({
      params: { staffId: await w.newStaffId() },
      body: { name: `Staff ${w.secrets[0]}` },
    }),
  },
  removeStaff: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({ params: { staffId: await w.newStaffId() } }),
  },
  resetSecondFactor: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({ params: { staffId: await w.newStaffId() } }),
  },
  endSessionsOfStaff: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({ params: { staffId: await w.newStaffId() } }),
  },
  giveSecondFactor: {
    by: 'staff',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ body: { code: w.nextDeviceCode() } }),
  },
  createRecoveryCodes: { by: 'staff', others: 'own', otherStore: 'own', call: () => ({}) },
  listStaffSessions: { by: 'staff', others: 'own', otherStore: 'own', call: () => ({}) },
  endStaffSession: {
    by: 'staff',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({ params: { sessionId: await w.newStaffSessionId() } }),
  },
  endOtherStaffSessions: { by: 'staff', others: 'own', otherStore: 'own', call: () => ({}) },
  enrolSecondFactor: { by: 'staff', others: 'own', otherStore: 'own', call: () => ({}) },
  // The last of them: from here on the device of A's owner is another.
  confirmSecondFactor: {
    by: 'staff',
    others: { allowed: 'Who waits for no code is refused with 409; another’s code is a wrong one.' },
    otherStore: { allowed: 'The same.' },
    call: async (w) => ({ body: { code: await w.codeOfNewDevice() } }),
  },
  getStaffSession: { by: 'staff', others: 'own', otherStore: ofOrganisation('The name'), call: () => ({}) },

  putItems: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ params: storeParams(w), body: [{ code: unique('new'), name: `Item ${w.secrets[0]}` }] }),
  },
  'putItems/rows': {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ params: storeParams(w), rows: [{ code: unique('new'), name: `Item ${w.secrets[0]}` }] }),
  },
  listItems: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ params: storeParams(w) }),
  },
  getItem: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ params: { ...storeParams(w), code: w.item } }),
  },
  getItemHistory: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ params: { ...storeParams(w), code: w.item } }),
  },

  createPlan: {
    by: 'seller',
    others: 'own',
    otherStore: ofOrganisation('Plans are'),
    call: () => ({
      body: { code: unique('plan'), terms: plainTerms, attachments: [{ categories: ['tv'] }] },
    }),
  },
  listPlans: {
    by: 'seller',
    others: 'own',
    otherStore: ofOrganisation('Plans are'),
    call: () => ({ query: { limit: '200' } }),
  },
  getPlan: {
    by: 'seller',
    others: 'refused',
    otherStore: ofOrganisation('A plan is'),
    call: (w) => ({ params: { planCode: w.plan } }),
  },
  listPlanVersions: {
    by: 'seller',
    others: 'refused',
    otherStore: ofOrganisation('A plan is'),
    call: (w) => ({ params: { planCode: w.plan } }),
  },
  createPlanVersion: {
    by: 'seller',
    others: 'refused',
    otherStore: ofOrganisation('A plan is'),
    call: async (w) => ({ params: { planCode: await w.newPlan() }, body: { terms: w.terms } }),
  },
  setPlanAttachments: {
    by: 'seller',
    others: 'refused',
    otherStore: ofOrganisation('A plan is'),
    call: async (w) => ({
      params: { planCode: await w.newPlan() },
      body: { attachments: [{ categories: ['tv'] }] },
    }),
  },
  withdrawPlan: {
    by: 'seller',
    others: 'refused',
    otherStore: ofOrganisation('A plan is'),
    call: async (w) => ({ params: { planCode: await w.newPlan() } }),
  },

  recordPurchase: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ body: w.report({ buyer: w.buyer }) }),
  },
  recordPurchaseBatch: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ rows: [w.report({ buyer: w.buyer })] }),
  },
  listPurchases: {
    by: 'seller',
    others: 'own',
    otherStore: 'own',
    call: () => ({ query: { limit: '200' } }),
  },
  'listPurchases/filtered': {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ query: { storeCode: w.stores.a, kind: 'sale', from: '2020-01-01', to: '2999-01-01' } }),
  },
  'listPurchases/reference': {
    by: 'seller',
    others: 'own',
    otherStore: 'own',
    call: (w) => ({ query: { reference: w.sold.reference } }),
  },
  getPurchase: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ params: { purchaseId: w.sold.id } }),
  },
  getPurchaseByReference: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ params: { ...storeParams(w), reference: w.sold.reference } }),
  },
  listContracts: {
    by: 'seller',
    others: 'own',
    otherStore: 'own',
    call: () => ({ query: { limit: '200' } }),
  },
  'listContracts/filtered': {
    by: 'seller',
    others: 'own',
    otherStore: 'own',
    call: (w) => ({
      query: { purchaseId: w.sold.id, state: 'in_force', purchaserId: w.secrets[3] as string },
    }),
  },
  'listContracts/store': {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ query: { storeCode: w.stores.a } }),
  },
  getContract: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ params: { contractId: w.contract.id } }),
  },
  getContractByNumber: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ params: { number: w.contract.number } }),
  },
  getContractLimits: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ params: { contractId: w.contract.id } }),
  },
  quoteCancellation: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: (w) => ({ params: { contractId: w.contract.id } }),
  },
  cancelContract: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: soldAndQuoted,
  },
  quoteReinstatement: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({ params: (await voided(w)).params }),
  },
  reinstateContract: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => quoted(w, await voided(w), 'reinstatement'),
  },
  voidContract: {
    by: 'seller',
    others: 'refused',
    otherStore: 'refused',
    call: async (w) => ({ ...(await covered(w)), body: { reasonCode: 'duplicate' } }),
  },

  getMemberToken: { by: 'buyer', others: 'own', call: () => ({}) },
  getMemberTokenKeys: open(),
  getPerson: { by: 'buyer', others: 'own', call: () => ({}) },
  changePerson: { by: 'buyer', others: 'own', call: () => ({ body: { language: 'ja' } }) },
  requestContactCode: {
    by: 'buyer',
    others: 'own',
    call: () => ({ body: { contact: { email: `${unique('more')}@example.com` } } }),
  },
  addContact: {
    by: 'buyer',
    others: 'refused',
    call: async (w) => {
      const { contact, code } = await w.newContact(false)
      return { body: { contact, code } }
    },
  },
  removeContact: {
    by: 'buyer',
    others: 'refused',
    call: async (w) => ({ params: { contactId: (await w.newContact(true)).id } }),
  },
  listMySessions: { by: 'buyer', others: 'own', call: () => ({}) },
  endMySession: {
    by: 'buyer',
    others: 'refused',
    call: async (w) => ({ params: { sessionId: await w.newBuyerSessionId() } }),
  },
  endMyOtherSessions: { by: 'buyer', others: 'own', call: () => ({}) },
  exportPerson: { by: 'buyer', others: 'own', call: () => ({}) },
  exportPersonPdf: { by: 'buyer', others: 'own', call: () => ({}) },
  previewErasure: { by: 'buyer', others: 'own', call: () => ({}) },
  erasePerson: {
    by: 'leaver',
    others: 'own',
    call: async (w) => ({ body: { contracts: 'keep', confirm: await w.erasureCode() } }),
  },
  streamEvents: { by: 'buyer', others: 'own', call: () => ({}) },
  listMyPurchases: { by: 'buyer', others: 'own', call: () => ({ query: { limit: '200' } }) },
  'listMyPurchases/filtered': {
    by: 'buyer',
    others: 'own',
    call: (w) => ({
      query: { q: w.item, storeCode: w.stores.a, kind: 'sale', from: '2020-01-01', to: '2999-01-01' },
    }),
  },
  totalMyPurchases: { by: 'buyer', others: 'own', call: () => ({}) },
  getMyPurchase: { by: 'buyer', others: 'refused', call: (w) => ({ params: { purchaseId: w.sold.id } }) },
  listUnprovenPurchases: { by: 'buyer', others: 'own', call: () => ({}) },
  disownPurchase: {
    by: 'buyer',
    others: 'refused',
    call: async (w) => ({ params: { purchaseId: (await w.sell({ buyer: w.buyer })).id } }),
  },
  provePurchases: { by: 'buyer', others: 'own', call: (w) => ({ body: { reference: w.old.reference } }) },
  listMyContracts: { by: 'buyer', others: 'own', call: () => ({}) },
  'listMyContracts/purchase': {
    by: 'buyer',
    others: 'own',
    call: (w) => ({ query: { purchaseId: w.sold.id } }),
  },
  getMyContractLimits: {
    by: 'buyer',
    others: 'refused',
    call: (w) => ({ params: { contractId: w.contract.id } }),
  },
  quoteMyCancellation: {
    by: 'buyer',
    others: 'refused',
    call: (w) => ({ params: { contractId: w.contract.id } }),
  },
  cancelMyContract: { by: 'buyer', others: 'refused', call: soldAndQuoted },
  getMyContract: { by: 'buyer', others: 'refused', call: (w) => ({ params: { contractId: w.contract.id } }) },
  ...claimOperations,
  ...webhookOperations,
  ...moneyOperations,
  // Last: from here on another buyer holds something that A's store sold.
  pickUpPurchase: {
    by: 'buyer',
    others: { allowed: 'Whoever presents receipt number and pick-up code first holds the purchase.' },
    async call(w) {
      const { reference, pickUpCode } = await w.sell()
      return { body: { storeCode: w.stores.a, reference, code: pickUpCode ?? '' } }
    },
  },
}

const plainTerms = {
  name: { ja: '保証' },
  liableParty: 'Shop',
  currency: 'JPY',
  termMonths: 12,
  covers: [{ kind: 'natural_failure', start: { rule: 'purchase' }, premiumShare: 10_000 }],
  price: { kind: 'fixed', premium: 100 },
}
