import type { z } from 'zod'
import { publicId } from '#platform/ids.ts'
import type { Organisation, Store } from './organisations.ts'
import type { OrganisationView, StoreView } from './schemas.ts'

export function organisationView(row: Organisation): z.input<typeof OrganisationView> {
  return {
    id: publicId('org', row.id),
    name: row.name,
    kind: row.kind,
    mode: row.mode,
    clockAt: row.clockAt,
    secondDeciderAbove: row.secondDeciderAbove,
    createdAt: row.createdAt,
  }
}

export function storeView(row: Store): z.input<typeof StoreView> {
  return {
    id: publicId('sto', row.id),
    organisationId: publicId('org', row.organisationId),
    code: row.code,
    name: row.name,
    kind: row.kind,
    currency: row.currency as z.input<typeof StoreView>['currency'],
    timeZone: row.timeZone,
    taxRegime: row.taxRegime,
    createdAt: row.createdAt,
  }
}
