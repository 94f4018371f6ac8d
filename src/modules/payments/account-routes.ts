import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Done, storeNotFound } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { buyer, reader } from '#platform/context.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { PageQuery, page, readCursor } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { closeAccount } from './close-account.ts'
import { createMandate } from './create-mandate.ts'
import { depositMoney } from './deposit-money.ts'
import { listEntries } from './deposits.ts'
import {
  accountBusy,
  accountHasMoney,
  accountKindUnknown,
  accountNotFound,
  mandateExists,
  mandateNotFound,
  notADeposit,
  testModeOnly,
} from './errors.ts'
import { myAccount } from './held-account.ts'
import { openAccount } from './open-account.ts'
import { revokeMandate } from './revoke-mandate.ts'
import {
  AccountEntryPage,
  AccountInput,
  AccountPage,
  AccountParams,
  AccountView,
  DepositInput,
  MandateInput,
  MandatePage,
  MandateParams,
  MandateView,
} from './schemas.ts'
import { setPayingAccount } from './set-paying-account.ts'
import { accountViews, mandateViews } from './views.ts'

const mine = { tag: 'wallet', access: { buyer: true } } as const
const versionKey = z.tuple([z.int()])

export function accountRoutes(app: FastifyInstance): void {
  route(app, {
    ...mine,
    method: 'POST',
    url: '/v1/me/accounts',
    operationId: 'openAccount',
    summary: 'Opens an account to pay from: a deposit at the sandbox bank, or a card that a provider keeps',
    errors: [accountKindUnknown, testModeOnly, accountNotFound],
    body: AccountInput,
    status: 201,
    response: AccountView,
    handler: async (ctx, { body }) => shown(ctx, publicId('pac', await openAccount(ctx, body))),
  })
  route(app, {
    ...mine,
    method: 'GET',
    url: '/v1/me/accounts',
    operationId: 'listMyAccounts',
    summary: 'The accounts I can pay from, the one that pays first',
    response: AccountPage,
    handler: async (ctx) => ({ items: await accountViews(ctx, buyer(ctx).identities), nextCursor: null }),
  })
  route(app, {
    ...mine,
    method: 'DELETE',
    url: '/v1/me/accounts/:accountId',
    operationId: 'closeAccount',
    summary: 'Closes an account of mine; its mandates end with it',
    errors: [accountNotFound, accountBusy, accountHasMoney],
    params: AccountParams,
    response: Done,
    async handler(ctx, { params }) {
      await closeAccount(ctx, params.accountId)
      return { done: true as const }
    },
  })
  route(app, {
    ...mine,
    method: 'POST',
    url: '/v1/me/accounts/:accountId/default',
    operationId: 'setPayingAccount',
    summary: 'Says which account pays where none is named',
    errors: [accountNotFound],
    params: AccountParams,
    response: AccountView,
    async handler(ctx, { params }) {
      await setPayingAccount(ctx, params.accountId)
      return shown(ctx, params.accountId)
    },
  })
  depositRoutes(app)
  mandateRoutes(app)
}

function depositRoutes(app: FastifyInstance): void {
  route(app, {
    ...mine,
    method: 'POST',
    url: '/v1/me/accounts/:accountId/deposits',
    operationId: 'depositMoney',
    summary: 'Pays money of the sandbox into a deposit account',
    errors: [accountNotFound, notADeposit, testModeOnly],
    params: AccountParams,
    body: DepositInput,
    status: 201,
    response: AccountView,
    async handler(ctx, { params, body }) {
      await depositMoney(ctx, params.accountId, body.amount)
      return shown(ctx, params.accountId)
    },
  })
  route(app, {
    ...mine,
    method: 'GET',
    url: '/v1/me/accounts/:accountId/entries',
    operationId: 'listAccountEntries',
    summary: 'What came into a deposit account and went out, the newest first',
    errors: [accountNotFound, notADeposit],
    params: AccountParams,
    query: PageQuery,
    response: AccountEntryPage,
    async handler(ctx, { params, query }) {
      const account = await myAccount(ctx, params.accountId)
      if (account.kind !== 'deposit') throw notADeposit()
      const after = readCursor(query.cursor, versionKey)?.[0]
      const rows = await listEntries(reader(ctx), account.id, after, query.limit)
      const { rows: kept, nextCursor } = page(rows, query.limit, (row) => [row.version])
      return { items: kept.map(({ version: _version, ...entry }) => entry), nextCursor }
    },
  })
}

function mandateRoutes(app: FastifyInstance): void {
  route(app, {
    ...mine,
    method: 'POST',
    url: '/v1/me/accounts/:accountId/mandates',
    operationId: 'createMandate',
    summary: 'Allows a store to take so much a payment and a day without asking me',
    errors: [accountNotFound, storeNotFound, mandateExists, mandateNotFound],
    params: AccountParams,
    body: MandateInput,
    status: 201,
    response: MandateView,
    async handler(ctx, { params, body }) {
      const id = publicId('mdt', await createMandate(ctx, params.accountId, body))
      const { id: accountId } = await myAccount(ctx, params.accountId)
      const made = (await mandateViews(ctx, accountId)).find((mandate) => mandate.id === id)
      if (!made) throw mandateNotFound()
      return made
    },
  })
  route(app, {
    ...mine,
    method: 'GET',
    url: '/v1/me/accounts/:accountId/mandates',
    operationId: 'listMandates',
    summary: 'The stores that may take money from this account without asking me',
    errors: [accountNotFound],
    params: AccountParams,
    response: MandatePage,
    async handler(ctx, { params }) {
      return { items: await mandateViews(ctx, (await myAccount(ctx, params.accountId)).id), nextCursor: null }
    },
  })
  route(app, {
    ...mine,
    method: 'DELETE',
    url: '/v1/me/accounts/:accountId/mandates/:mandateId',
    operationId: 'revokeMandate',
    summary: 'Takes a mandate back; the store must have my word for each payment from now on',
    errors: [accountNotFound, mandateNotFound],
    params: MandateParams,
    response: Done,
    async handler(ctx, { params }) {
      await revokeMandate(ctx, params.accountId, parsePublicId('mdt', params.mandateId))
      return { done: true as const }
    },
  })
}

async function shown(ctx: Context, id: string) {
  const found = (await accountViews(ctx, buyer(ctx).identities)).find((account) => account.id === id)
  if (!found) throw accountNotFound()
  return found
}
