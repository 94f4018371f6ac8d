import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { PurchaserId } from '#platform/ids.ts'
import type { PersonalDataPreview } from '#platform/personal-data.ts'
import { canonicalJson } from '#platform/text.ts'

const validMinutes = 15

/**
 * What a person types to confirm an erasure: six digits that the preview shows. They are made of the person, the
 * minute and what was to be decided, so they are valid for a quarter of an hour and only while that is still so; none
 * is stored. A sale or a claim in between makes the person look again.
 */
export function erasureCode(
  ctx: Context,
  id: PurchaserId,
  preview: PersonalDataPreview,
): { confirm: string; expiresAt: InstantText } {
  const minute = minuteOf(ctx)
  return {
    confirm: codeAt(ctx, id, preview, minute),
    expiresAt: Temporal.Instant.fromEpochMilliseconds((minute + validMinutes) * 60_000).toString(),
  }
}

/** Whether it was shown for this very preview in the last quarter of an hour. */
export function isErasureCode(
  ctx: Context,
  id: PurchaserId,
  preview: PersonalDataPreview,
  typed: string,
): boolean {
  const now = minuteOf(ctx)
  return Array.from({ length: validMinutes }, (_, ago) => codeAt(ctx, id, preview, now - ago)).includes(typed)
}

function codeAt(ctx: Context, id: PurchaserId, preview: PersonalDataPreview, minute: number): string {
  const { contracts, claims, stays } = preview
  const text = canonicalJson({ id, minute, contracts, claims, stays })
  const number = ctx.secrets.keyedHash('erasure', text).readUInt32BE(0) % 1_000_000
  return String(number).padStart(6, '0')
}

function minuteOf(ctx: Context): number {
  return Math.floor(Temporal.Instant.from(ctx.clock.now()).epochMilliseconds / 60_000)
}
