import { useQuery } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { shopOf } from '#api/shop.ts'
import type { Shop, Words } from '#api/shop-types.ts'
import { useLanguage } from '#kit/i18n/language.tsx'

const ShopContext = createContext<Shop | null>(null)
export const ShopProvider = ShopContext

export function useShopQuery(slug: string) {
  return useQuery(shopOf(slug))
}

/** The shop that the visitor is in; only below the frame. */
export function useShop(): Shop {
  const shop = useContext(ShopContext)
  if (!shop) throw new Error('There is no shop around this component.')
  return shop
}

/** Words of goods and shops in the reader's language. */
export function useSay(): (words: Words) => string {
  const { language } = useLanguage()
  return (words) => words[language]
}
