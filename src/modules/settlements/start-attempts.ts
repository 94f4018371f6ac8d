import { createAttempts } from '#modules/payments/index.ts'
import type { Context } from '#platform/context.ts'
import type { InstantText } from '#platform/dates.ts'
import type { Tx } from '#platform/db.ts'
import type { AttemptId, MandateId } from '#platform/ids.ts'
import type { Held } from './complete-settlement.ts'
import { updateTender } from './writes.ts'

/** How a provider takes money from an account that it keeps for a buyer. */
const fromAccount = { sandbox: 'account', stripe: 'card', paypay: 'qr' } as const

/** Writes an attempt for each tender of a provider. @throws Problem `mandate_cap_reached` */
export async function startAttempts(
  tx: Tx,
  ctx: Context,
  { store, settlement, tenders }: Held,
  mandateId: MandateId | null,
  at: InstantText,
): Promise<AttemptId[]> {
  const electronic = tenders.flatMap((tender) =>
    tender.kind === 'cash' || tender.provider === null
      ? []
      : [{ tender, kind: tender.kind, provider: tender.provider }],
  )
  const attempts = await createAttempts(
    tx,
    ctx,
    electronic.map(({ tender, kind, provider }) => ({
      subject: { kind: 'settlement', id: settlement.id },
      store,
      tender: kind === 'account' ? fromAccount[provider] : kind,
      provider,
      accountId: kind === 'account' ? settlement.account_id : null,
      mandateId: kind === 'account' ? mandateId : null,
      amount: tender.amount,
      currency: settlement.currency,
      at,
    })),
  )
  for (const [i, { tender }] of electronic.entries())
    await updateTender(tx, tender, { attempt_id: (attempts[i] as (typeof attempts)[number]).id })
  return attempts.map(({ id }) => id)
}
