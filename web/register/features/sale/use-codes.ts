import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { q } from '#api/query.ts'
import { useErrorText } from '#kit/i18n/error-text.ts'
import { useT } from '../../messages.ts'
import { useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { addLine, lineOfItem, withMember } from '../../till/basket.ts'
import { changeBasket, nowText } from '../../till/baskets.ts'
import { catalogueNow } from '../../till/catalogue.ts'
import { itemsOfCode, readCode } from '../../till/codes.ts'
import { useDevice } from '../../till/device.ts'
import { networkNow } from '../../till/network.ts'
import type { Item } from '../../till/types.ts'

/** Goods that still want something from the cashier: a price, or which of several is meant. */
export type Wanted =
  | { kind: 'price'; item: Item; quantity: number }
  | { kind: 'unknown'; code: string; quantity: number }
  | { kind: 'several'; items: readonly Item[]; quantity: number }

/** What happens with a code that was read or typed. */
export function useCodes() {
  const t = useT()
  const go = useGo()
  const describe = useErrorText()
  const queries = useQueryClient()
  const { store } = useDevice()
  const [wanted, setWanted] = useState<Wanted | null>(null)
  const [last, setLast] = useState('')

  function addItem(item: Item, quantity: number, typedPrice?: number) {
    const price = typedPrice ?? item.price
    if (
      price === null ||
      (item.currency !== null && item.currency !== store.currency && typedPrice === undefined)
    ) {
      setWanted({ kind: 'price', item, quantity })
      return
    }
    changeBasket((basket, at) => addLine(basket, lineOfItem(item, quantity, price), at))
    setLast(t('sale.added', { name: item.name }))
    setWanted(null)
  }

  function addNamed(name: string, unitPrice: number, quantity: number, reduced: boolean) {
    const taxCategory = reduced ? ('AA' as const) : ('S' as const)
    changeBasket((basket, at) => addLine(basket, { code: null, name, quantity, unitPrice, taxCategory }, at))
    setLast(t('sale.added', { name }))
    setWanted(null)
  }

  async function take(text: string, quantity = 1): Promise<void> {
    const read = readCode(text)
    if (!read) return
    if (read.kind === 'member') {
      changeBasket((basket, at) =>
        withMember(basket, { kind: 'token', value: read.token, readAt: nowText() }, at),
      )
      setLast(t('member.read'))
    } else if (read.kind === 'item') await takeItem(read.code, quantity)
    else go(paths.sales({ find: read.kind === 'receipt' ? read.reference : read.id }))
  }

  async function takeItem(code: string, quantity: number): Promise<void> {
    let items = itemsOfCode(catalogueNow().items, code)
    if (items.length === 0 && networkNow().online) {
      try {
        // Goods that came into the catalogue after this device last read it.
        const init = { params: { path: { storeCode: store.code }, query: { q: code, limit: 20 } } }
        items = itemsOfCode((await queries.fetchQuery(q('/v1/stores/{storeCode}/items', init))).items, code)
      } catch (error) {
        notifications.show({ message: describe(error).text, color: 'red', withBorder: true })
      }
    }
    const [first, ...others] = items
    if (first && others.length === 0) addItem(first, quantity)
    else if (first) setWanted({ kind: 'several', items, quantity })
    else setWanted({ kind: 'unknown', code, quantity })
  }

  return { take, addItem, addNamed, wanted, setWanted, last }
}
export type Codes = ReturnType<typeof useCodes>
