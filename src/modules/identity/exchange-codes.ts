import { instantAfter } from '#platform/dates.ts'
import type { z } from 'zod'
import type { Mode } from '#platform/auth.ts'
import type { Context } from '#platform/context.ts'
import { inTransaction } from '#platform/context.ts'
import { Problem, rateLimited } from '#platform/errors.ts'
import type { Language, Recipient } from '#platform/messages.ts'
import { sendMessage } from '#platform/messages.ts'
import { signInCodeTooSoon } from './errors.ts'
import { codeLimits, guessLimit, limitReached, networkOf, resendLimit, takeLimit } from './limits.ts'
import type { SpentCode } from './one-time-codes.ts'
import { codeMinutes, makeCode, spendCode } from './one-time-codes.ts'
import type { CodeSent } from './schemas.ts'

export type CodeOrder = {
  /** Under which name the code is made. */
  address: string
  contact: Recipient
  /** Where nobody may have a code by this contact, all is done but the sending. */
  known: boolean
  mode: Mode
  template: 'sign_in_code' | 'contact_code' | 'staff_sign_in_code'
  language: Language
}

/**
 * Makes a code and leaves it to be sent, within the limits of the contact and of the caller's network address.
 * The code is made between two transactions of ours, since the library has connections of its own.
 * @throws signInCodeTooSoon, rateLimited
 */
export async function sendCode(ctx: Context, order: CodeOrder): Promise<z.input<typeof CodeSent>> {
  await inTransaction(ctx, async (tx) => {
    const soon = await takeLimit(tx, ctx, resendLimit, order.address)
    if (soon > 0) throw signInCodeTooSoon(soon)
    // Whatever the code is for: else each signed-in person could have codes sent to the same stranger.
    const contact = `${order.mode}\n${order.contact.kind}\n${order.contact.value}`
    for (const limit of codeLimits.contact) refuseOver(await takeLimit(tx, ctx, limit, contact))
    refuseOver(await takeLimit(tx, ctx, codeLimits.network, networkOf(ctx.origin.ip)))
  })
  const code = await makeCode(ctx, order.address)
  const expiresAt = instantAfter(ctx.clock.now(), { minutes: codeMinutes })
  await inTransaction(ctx, (tx) =>
    sendMessage(tx, ctx, {
      to: order.known ? order.contact : null,
      mode: order.mode,
      template: order.template,
      language: order.language,
      data: { code, minutes: codeMinutes },
      dropAfter: expiresAt,
    }),
  )
  return { expiresAt, resendAfterSeconds: resendLimit.seconds }
}

/**
 * Spends a code, unless too many wrong ones came from the caller's network address. A wrong guess is counted in a
 * transaction of its own, so that the refusal does not take the count back.
 * @throws signInCodeWrong, rateLimited
 */
export async function guessCode(
  ctx: Context,
  address: string,
  code: string,
  userAgent?: string,
): Promise<SpentCode> {
  const network = networkOf(ctx.origin.ip)
  refuseOver(await limitReached(ctx.db, ctx, guessLimit, network))
  try {
    return await spendCode(ctx, address, code, userAgent)
  } catch (error) {
    if (error instanceof Problem) await inTransaction(ctx, (tx) => takeLimit(tx, ctx, guessLimit, network))
    throw error
  }
}

function refuseOver(seconds: number): void {
  if (seconds > 0) throw rateLimited(seconds)
}
