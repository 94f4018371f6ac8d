import { contractIssued } from '#modules/contracts/index.ts'
import { getStoreById, purchaserErased, reachPurchasers, reachStaffOfStore } from '#modules/identity/index.ts'
import { purchaseDisowned } from '#modules/purchases/index.ts'
import { dayIn, instantAfter } from '#platform/dates.ts'
import { subscribe } from '#platform/events.ts'
import type { PurchaserId, StoreId } from '#platform/ids.ts'
import { publicId } from '#platform/ids.ts'
import type { Message } from '#platform/messages.ts'
import { sendMessages } from '#platform/messages.ts'

/** A purchase reported this much later is old news: an import of last year's sales sends nobody a message. */
const newsHours = 48

/** The buyer gets each warranty number with its plan and term as soon as the cover is sold. */
export const tellBuyers = subscribe('notify.tell-buyers', contractIssued, async (ctx, tx, events) => {
  const since = instantAfter(ctx.clock.now(), { hours: -newsHours })
  const news = events.filter(({ payload }) => payload.purchasedAt >= since)
  const people = await reachPurchasers(tx, ctx, [
    ...new Set(news.flatMap(({ payload }) => payload.purchaserIds as PurchaserId[])),
  ])
  const messages: Message[] = []
  for (const { payload } of news) {
    const person = people.get(payload.purchaserIds[0] as PurchaserId)
    if (!person) continue
    for (const [i, contract] of payload.contracts.entries()) {
      const { number, item, startsOn, lastDay } = contract
      const plan = contract.plan[person.language] ?? contract.plan.ja
      const app = person.mode === 'test' ? '/wallet/test' : '/wallet'
      const path = `${app}/contracts/${publicId('ctr', payload.contractIds[i] as string)}`
      const url = `${ctx.config.PUBLIC_URL ?? `http://localhost:${ctx.config.PORT}`}${path}`
      messages.push({
        ...person,
        template: 'contract_issued',
        data: { number, item, plan, startsOn, endsOn: lastDay, url },
      })
    }
  }
  await sendMessages(tx, ctx, messages)
})

/** "Not mine": those who look after the store are told, for it reported the wrong buyer. */
export const tellStores = subscribe('notify.tell-stores', purchaseDisowned, async (ctx, tx, events) => {
  for (const { payload } of events) {
    const store = await getStoreById(ctx, payload.storeId)
    const data = {
      store: store.name,
      reference: payload.reference,
      purchasedOn: dayIn(store.timeZone, payload.purchasedAt),
    }
    const staff = await reachStaffOfStore(tx, ctx, payload.storeId as StoreId)
    await sendMessages(
      tx,
      ctx,
      staff.map((person) => ({ ...person, template: 'not_mine' as const, data })),
    )
  }
})

/** A buyer was erased: each store that knew them is told when, and not who, for that is gone. */
export const tellErased = subscribe('notify.tell-erased', purchaserErased, async (ctx, tx, events) => {
  for (const { payload } of events) {
    for (const storeId of payload.storeIds as StoreId[]) {
      const store = await getStoreById(ctx, storeId)
      const data = { store: store.name, erasedOn: dayIn(store.timeZone, payload.at) }
      const staff = await reachStaffOfStore(tx, ctx, storeId)
      await sendMessages(
        tx,
        ctx,
        staff.map((person) => ({ ...person, template: 'buyer_erased' as const, data })),
      )
    }
  }
})
