import type { FastifyInstance } from 'fastify'
import { seller } from '#platform/context.ts'
import { PageQuery } from '#platform/paging.ts'
import { route } from '#platform/route.ts'
import { changeOrganisationSettings } from './change-organisation-settings.ts'
import { changeStore } from './change-store.ts'
import { createOrganisation } from './create-organisation.ts'
import { createStore } from './create-store.ts'
import { staffEmailTaken, storeCodeTaken, storeNotFound, storeNotYours } from './errors.ts'
import { listOrganisations } from './list-organisations.ts'
import { listStores } from './list-stores.ts'
import { actingStore, getOrganisation } from './organisations.ts'
import {
  OrganisationInput,
  OrganisationPage,
  OrganisationSettingsInput,
  OrganisationView,
  StoreInput,
  StorePage,
  StoreParams,
  StorePatch,
  StoreView,
} from './schemas.ts'
import { organisationView, storeView } from './views.ts'

export function organisationRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/organisations',
    operationId: 'createOrganisation',
    summary: 'Make an organisation with its first owner',
    description: 'For owners of the platform. The organisation is live or test for ever.',
    tag: 'organisations',
    access: { scope: 'organisations:write' },
    errors: [staffEmailTaken],
    body: OrganisationInput,
    status: 201,
    response: OrganisationView,
    handler: async (ctx, { body }) => organisationView(await createOrganisation(ctx, body)),
  })
  route(app, {
    method: 'GET',
    url: '/v1/organisations',
    operationId: 'listOrganisations',
    summary: 'List organisations by age',
    description: 'For owners of the platform.',
    tag: 'organisations',
    access: { scope: 'organisations:read' },
    query: PageQuery,
    response: OrganisationPage,
    handler: (ctx, { query }) => listOrganisations(ctx, query),
  })
  route(app, {
    method: 'GET',
    url: '/v1/organisation',
    operationId: 'getOrganisation',
    summary: 'The organisation of this key or person',
    tag: 'organisations',
    access: { scope: 'stores:read' },
    response: OrganisationView,
    handler: async (ctx) => organisationView(await getOrganisation(ctx, seller(ctx).organisationId)),
  })
  route(app, {
    method: 'PUT',
    url: '/v1/organisation/settings',
    operationId: 'changeOrganisationSettings',
    summary: 'Set the rules that the organisation has made for itself',
    description:
      'For owners of all its stores. `secondDeciderAbove`: claims above this amount, in minor units, are decided by two people; null: never.',
    tag: 'organisations',
    access: { scope: 'organisation:write' },
    body: OrganisationSettingsInput,
    response: OrganisationView,
    handler: async (ctx, { body }) => organisationView(await changeOrganisationSettings(ctx, body)),
  })
}

export function storeRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/stores',
    operationId: 'createStore',
    summary: 'Open a store',
    tag: 'stores',
    access: { scope: 'stores:write' },
    errors: [storeCodeTaken],
    body: StoreInput,
    status: 201,
    response: StoreView,
    handler: async (ctx, { body }) => storeView(await createStore(ctx, seller(ctx).organisationId, body)),
  })
  route(app, {
    method: 'GET',
    url: '/v1/stores',
    operationId: 'listStores',
    summary: 'List the stores that this key or person acts for, by code',
    tag: 'stores',
    access: { scope: 'stores:read' },
    query: PageQuery,
    response: StorePage,
    handler: (ctx, { query }) => listStores(ctx, query),
  })
  route(app, {
    method: 'GET',
    url: '/v1/stores/:storeCode',
    operationId: 'getStore',
    summary: 'One store',
    tag: 'stores',
    access: { scope: 'stores:read' },
    errors: [storeNotFound, storeNotYours],
    params: StoreParams,
    response: StoreView,
    handler: async (ctx, { params }) => storeView(await actingStore(ctx, params.storeCode)),
  })
  route(app, {
    method: 'PATCH',
    url: '/v1/stores/:storeCode',
    operationId: 'changeStore',
    summary: 'Rename a store',
    tag: 'stores',
    access: { scope: 'stores:write' },
    errors: [storeNotFound, storeNotYours],
    params: StoreParams,
    body: StorePatch,
    response: StoreView,
    handler: async (ctx, { params, body }) => storeView(await changeStore(ctx, params.storeCode, body)),
  })
}
