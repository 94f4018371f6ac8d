import type { OrderRequest } from '#api/shop-types.ts'

/** The form as typed. */
export type Buyer = { name: string; by: 'email' | 'phone'; email: string; phone: string; address: string }
export type BuyerField = 'name' | 'email' | 'phone' | 'address'
type Fault = 'checkout.required' | 'checkout.emailWrong' | 'checkout.phoneWrong'

export const noBuyer: Buyer = { name: '', by: 'email', email: '', phone: '', address: '' }

/** What is wrong with the form before anything is sent; the server has the last word. */
export function faultsOf(buyer: Buyer): Partial<Record<BuyerField, Fault>> {
  const faults: Partial<Record<BuyerField, Fault>> = {}
  const contact = buyer[buyer.by].normalize('NFKC').trim()
  if (buyer.name.trim() === '') faults.name = 'checkout.required'
  if (buyer.address.trim() === '') faults.address = 'checkout.required'
  if (contact === '') faults[buyer.by] = 'checkout.required'
  else if (buyer.by === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact))
    faults.email = 'checkout.emailWrong'
  else if (buyer.by === 'phone' && contact.replace(/\D/g, '').length < 8) faults.phone = 'checkout.phoneWrong'
  return faults
}

export function buyerInput(buyer: Buyer): OrderRequest['buyer'] {
  const person = { name: buyer.name.trim(), address: buyer.address.trim() }
  const contact = buyer[buyer.by].normalize('NFKC').trim()
  return buyer.by === 'email' ? { ...person, email: contact } : { ...person, phone: contact }
}

const draftKey = 'mamori-shop-buyer'

/** What was typed before a reload, in this tab alone. */
export function draftBuyer(): Buyer {
  try {
    return { ...noBuyer, ...(JSON.parse(sessionStorage.getItem(draftKey) ?? '{}') as Partial<Buyer>) }
  } catch {
    return noBuyer
  }
}

export function keepDraft(buyer: Buyer): void {
  try {
    sessionStorage.setItem(draftKey, JSON.stringify(buyer))
  } catch {
    // Without storage the form lasts as long as the page.
  }
}
