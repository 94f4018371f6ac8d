import type { FastifyInstance } from 'fastify'
import { StoreParams, actingStore, storeNotFound, storeNotYours } from '#modules/identity/index.ts'
import { reader } from '#platform/context.ts'
import { route } from '#platform/route.ts'
import {
  profileChanged,
  profileNotFound,
  profileNotPossibleAbroad,
  providerKeysOfOtherMode,
  sandboxProviderInLive,
} from './errors.ts'
import { putMerchantProfile } from './put-merchant-profile.ts'
import { findProfile } from './queries.ts'
import { MerchantProfileInput, MerchantProfileView } from './schemas.ts'
import { taxRoutes } from './tax-routes.ts'
import { profileView } from './views.ts'

export function merchantRoutes(app: FastifyInstance): void {
  taxRoutes(app)
  route(app, {
    method: 'GET',
    url: '/v1/stores/:storeCode/profile',
    operationId: 'getMerchantProfile',
    summary: 'What a store is as a merchant: tax, papers, providers',
    tag: 'merchants',
    access: { scope: 'profiles:read' },
    errors: [storeNotFound, storeNotYours, profileNotFound],
    params: StoreParams,
    response: MerchantProfileView,
    async handler(ctx, { params }) {
      const store = await actingStore(ctx, params.storeCode)
      const row = await findProfile(reader(ctx), store.id)
      if (!row) throw profileNotFound(store.code)
      return profileView(ctx.secrets, store.id, row)
    },
  })
  route(app, {
    method: 'PUT',
    url: '/v1/stores/:storeCode/profile',
    operationId: 'putMerchantProfile',
    summary: 'Say what a store is as a merchant',
    description:
      'The whole profile, with the `version` that was read. Tax status is dated and may begin in the past: settlements keep the one that they were made under. Keys of providers and the payout account go in and never come out.',
    tag: 'merchants',
    access: { scope: 'profiles:write' },
    errors: [
      storeNotFound,
      storeNotYours,
      profileChanged,
      profileNotPossibleAbroad,
      sandboxProviderInLive,
      providerKeysOfOtherMode,
    ],
    params: StoreParams,
    body: MerchantProfileInput,
    response: MerchantProfileView,
    async handler(ctx, { params, body }) {
      const { store, row } = await putMerchantProfile(ctx, params.storeCode, body)
      return profileView(ctx.secrets, store.id, row)
    },
  })
}
