import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  clockBackward,
  getOrganisation,
  lockSandbox,
  notASandbox,
  setOrganisationClock,
} from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import { seller } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import { InstantInput, InstantOutput, normalInstant } from '#platform/dates.ts'
import { runDue } from '#platform/due.ts'
import { invalidField } from '#platform/errors.ts'
import type { OrganisationId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'
import { dueWorks } from './due-works.ts'

/** A sandbox may be set this far ahead of the machine: the covers sold today are all over by then. */
const mostYearsAhead = 50

const ClockInput = z.strictObject({ at: InstantInput }).meta({ id: 'SandboxClockRequest' })
const ClockView = z
  .object({
    now: InstantOutput,
    /** What fell due on the way, in order. */
    ran: z.array(z.object({ work: z.string(), at: InstantOutput })),
  })
  .meta({ id: 'SandboxClock' })

/** The clock of a test organisation: forward only, and everything that falls due on the way is done in its order. */
export function sandboxRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'PUT',
    url: '/v1/sandbox/clock',
    operationId: 'setSandboxClock',
    summary: 'Sets the clock of a test organisation forward and does what falls due',
    tag: 'sandbox',
    access: { scope: 'sandbox:write' },
    errors: [notASandbox, clockBackward],
    body: ClockInput,
    response: ClockView,
    notIdempotent: 'The same instant again changes nothing, and one that is past is refused.',
    handler: (ctx, { body }) => setSandboxClock(ctx, seller(ctx).organisationId, normalInstant(body.at)),
  })
}

/**
 * @param at never before the clock as it stands
 * @throws notASandbox, clockBackward
 */
export async function setSandboxClock(
  ctx: Context,
  organisationId: OrganisationId,
  at: InstantText,
): Promise<z.input<typeof ClockView>> {
  const latest = Temporal.Instant.from(ctx.clock.now())
    .toZonedDateTimeISO('UTC')
    .add({ years: mostYearsAhead })
    .toInstant()
  if (Temporal.Instant.compare(at, latest) > 0)
    throw invalidField('at', 'too_far_ahead', `must be within ${mostYearsAhead} years of today`)
  const ran: { work: string; at: InstantText }[] = []
  // Two calls at once would run what falls due out of order.
  await lockSandbox(ctx, organisationId, async () => {
    for (;;) {
      const next = await earliest(ctx, organisationId, at)
      if (!next) break
      await setOrganisationClock(ctx, organisationId, laterOf(next.at, await clockOf(ctx, organisationId)))
      await runDue(ctx, [next.work], organisationId, next.at)
      ran.push({ work: next.work.name, at: next.at })
    }
    await setOrganisationClock(ctx, organisationId, at)
  })
  return { now: at, ran }
}

async function clockOf(ctx: Context, id: OrganisationId): Promise<InstantText> {
  return (await getOrganisation(ctx, id)).clockAt ?? ctx.clock.now()
}

function laterOf(a: InstantText, b: InstantText): InstantText {
  return Temporal.Instant.compare(a, b) < 0 ? b : a
}

async function earliest(ctx: Context, id: OrganisationId, until: InstantText) {
  const found = []
  for (const work of dueWorks) {
    const at = await work.next(ctx, id, until)
    if (at !== undefined) found.push({ work, at })
  }
  return found.sort((a, b) => Temporal.Instant.compare(a.at, b.at))[0]
}
