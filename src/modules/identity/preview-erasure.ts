import type { z } from 'zod'
import type { Context } from '#platform/context.ts'
import { buyer, reader } from '#platform/context.ts'
import type { Db } from '#platform/db.ts'
import type { PurchaserId } from '#platform/ids.ts'
import { erasable, kept } from '#platform/personal-data.ts'
import type { PersonalData, PersonalDataPreview } from '#platform/personal-data.ts'
import { erasureCode } from './erasure-code.ts'
import { peopleOf } from './queries.ts'
import type { ErasurePreview } from './schemas.ts'

/** What an erasure would take, what stays and why, and what the person has to decide. Changes nothing. */
export async function previewErasure(
  ctx: Context,
  sources: readonly PersonalData[],
): Promise<z.input<typeof ErasurePreview>> {
  const { purchaserId } = buyer(ctx)
  const db = reader(ctx)
  const preview = await previewOf(ctx, db, await peopleOf(db, purchaserId), sources)
  return {
    ...preview,
    possible: preview.claims.every((claim) => claim.withdrawable),
    keptYears: 7,
    ...erasureCode(ctx, purchaserId, preview),
  }
}

/** The modules' previews as one. */
export async function previewOf(
  ctx: Context,
  db: Db,
  people: readonly PurchaserId[],
  sources: readonly PersonalData[],
): Promise<PersonalDataPreview> {
  const whole: PersonalDataPreview = { goes: [], stays: [], contracts: [], claims: [] }
  for (const source of sources) {
    const part = await source.preview(ctx, db, people)
    whole.goes.push(...part.goes.filter(({ count }) => count > 0))
    whole.stays.push(...part.stays.filter(({ count }) => count > 0))
    whole.contracts.push(...part.contracts)
    whole.claims.push(...part.claims)
  }
  whole.goes.sort((a, b) => erasable.indexOf(a.what) - erasable.indexOf(b.what))
  whole.stays.sort((a, b) => kept.indexOf(a.what) - kept.indexOf(b.what))
  return whole
}
