import { contractCancelled, contractReinstated, contractVoided } from '#modules/contracts/index.ts'
import { reachPurchasers } from '#modules/identity/index.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/db.ts'
import type { Delivered } from '#platform/events.ts'
import { subscribe } from '#platform/events.ts'
import type { PurchaserId } from '#platform/ids.ts'
import type { Language } from '#platform/messages.ts'
import { sendMessages } from '#platform/messages.ts'
import { minorDigits } from '#platform/money.ts'

type Standing = { number: string; item: string; currency: string; refundDue: number }
type Events = readonly Delivered<{ purchaserIds: string[]; contracts: Standing[] }>[]

/** The buyer hears that a cover ended and what comes back, or that it stands again. */
export const tellOfContracts = [
  subscribe('notify.tell-cancelled', contractCancelled, (ctx, tx, events) => tellEnded(ctx, tx, events)),
  subscribe('notify.tell-voided', contractVoided, (ctx, tx, events) => tellEnded(ctx, tx, events)),
  subscribe('notify.tell-reinstated', contractReinstated, async (ctx, tx, events) => {
    const told = await withPeople(ctx, tx, events)
    await sendMessages(
      tx,
      ctx,
      told.map(({ person, contract: { number, item } }) => ({
        ...person,
        template: 'contract_reinstated' as const,
        data: { number, item },
      })),
    )
  }),
]

async function tellEnded(ctx: Context, tx: Tx, events: Events): Promise<void> {
  const told = await withPeople(ctx, tx, events)
  await sendMessages(
    tx,
    ctx,
    told.map(({ person, contract }) => ({
      ...person,
      template: 'contract_ended' as const,
      data: {
        number: contract.number,
        item: contract.item,
        refund: amountIn(contract.refundDue, contract.currency, person.language),
      },
    })),
  )
}

/** Each contract with the buyer who is told; nobody is where none is known or they were erased. */
async function withPeople(ctx: Context, tx: Tx, events: Events) {
  const first = ({ payload }: Events[number]) => payload.purchaserIds[0] as PurchaserId | undefined
  const ids = events.map(first).filter((id) => id !== undefined)
  const people = await reachPurchasers(tx, ctx, [...new Set(ids)])
  return events.flatMap((event) => {
    const person = people.get(first(event) as PurchaserId)
    return person ? event.payload.contracts.map((contract) => ({ person, contract })) : []
  })
}

/** `¥9,342` as people of a language write it. */
function amountIn(amount: number, currency: string, language: Language): string {
  const format = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
  })
  return format.format(amount / 10 ** minorDigits(currency)).replace('￥', '¥')
}
