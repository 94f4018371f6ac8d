import type { Context } from './context.ts'
import type { InstantText } from './dates.ts'
import type { OrganisationId } from './ids.ts'

/**
 * Work that falls due at an instant of an organisation's clock (a deadline, an expiry). It is found by its `due_at`
 * column, never by a timer: the sweep runs it for everybody every minute, and a sandbox whose clock is set forward
 * runs it in order before the call answers.
 */
export type DueWork = {
  readonly name: string
  /** The earliest instant, at or before `until`, at which something of this organisation falls due. */
  next(ctx: Context, organisationId: OrganisationId, until: InstantText): Promise<InstantText | undefined>
  /** Does what is due at `now`, a bounded piece of it. @returns how many things were done; 0: nothing is left */
  run(ctx: Context, organisationId: OrganisationId, now: InstantText): Promise<number>
  /** Organisations that have something due at the machine's own time. */
  organisations(ctx: Context, now: InstantText): Promise<OrganisationId[]>
}

/** Does everything of one organisation that is due at an instant, piece by piece. */
export async function runDue(
  ctx: Context,
  works: readonly DueWork[],
  organisationId: OrganisationId,
  now: InstantText,
): Promise<void> {
  for (const work of works) {
    while ((await work.run(ctx, organisationId, now)) > 0);
  }
}
