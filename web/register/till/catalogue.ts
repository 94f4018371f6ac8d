import { quoteOnce, readCatalogue } from '#api/till.ts'
import { deviceNow, notePriceBasis } from './device.ts'
import { networkNow, subscribeNetwork } from './network.ts'
import { observable, useObservable } from './observable.ts'
import { kept } from './outbox.ts'
import type { Item } from './types.ts'

/** The store's goods as this device keeps them, and since when. */
export type Catalogue = { storeCode: string; items: readonly Item[]; at: number | null; error: unknown }

const none: Catalogue = { storeCode: '', items: [], at: null, error: null }
const catalogue = observable<Catalogue>(none)
const everyMs = 15 * 60_000

export const catalogueNow = catalogue.get
export const useCatalogue = () => useObservable(catalogue)

/** Keeps the catalogue at hand and fresh until the returned function is called. */
export function watchCatalogue(): () => void {
  void load()
  const timer = setInterval(() => void refreshCatalogue(), everyMs)
  const unsubscribe = subscribeNetwork(() => {
    const { at } = catalogue.get()
    if (networkNow().online && (at === null || Date.now() - at > everyMs)) void refreshCatalogue()
  })
  return () => {
    clearInterval(timer)
    unsubscribe()
  }
}

async function load(): Promise<void> {
  const code = deviceNow()?.store.code
  if (code === undefined) return
  const here = await kept()
  const found = await here.transact((rows) => rows.get<Catalogue>(`catalogue/${code}`))
  if (catalogue.get().storeCode !== code) catalogue.set(found ?? { ...none, storeCode: code })
  await refreshCatalogue()
}

export async function refreshCatalogue(): Promise<void> {
  const device = deviceNow()
  if (!device || !networkNow().online) return
  const { code, currency } = device.store
  try {
    const items = await readCatalogue(code)
    const fresh: Catalogue = { storeCode: code, items, at: Date.now(), error: null }
    catalogue.set(fresh)
    const here = await kept()
    await here.transact((rows) => rows.put(`catalogue/${code}`, fresh))
    await askPriceBasis(code, currency)
  } catch (error) {
    catalogue.set((now) => ({ ...now, error }))
  }
}

/** Whether prices hold their tax is the merchant's matter; a quote of 100 shows it and changes nothing. */
async function askPriceBasis(merchantCode: string, currency: string): Promise<void> {
  const unitPrice = 100
  const { price } = await quoteOnce({
    merchantCode,
    currency,
    occurredAt: new Date().toISOString(),
    lines: [{ description: '-', quantity: 1, unitPrice, taxCategory: 'S' }],
  })
  notePriceBasis(price === unitPrice ? 'inclusive' : 'exclusive')
}
