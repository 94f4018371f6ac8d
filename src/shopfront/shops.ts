import type { Words } from './goods.ts'
import { bicycleGoods, electronicGoods } from './goods.ts'
import type { Good } from './goods.ts'

/** One of the two shops of the demo: its name at the door, its goods, and which store of the platform it is. */
export type DemoShop = {
  slug: string
  name: Words
  tagline: Words
  /** Begins its order numbers. */
  prefix: string
  storeCode: string
  currency: string
  goods: readonly Good[]
}

export const demoShops: readonly DemoShop[] = [
  {
    slug: 'hikari',
    name: { ja: 'ひかり電機', en: 'Hikari Electronics', zh: '光电器' },
    tagline: {
      ja: '長く使う家電を、ていねいに選んでいます',
      en: 'Appliances chosen to be used for years',
      zh: '用心挑选，可以长久使用的家电',
    },
    prefix: 'HK',
    storeCode: 'hikari-online',
    currency: 'JPY',
    goods: electronicGoods,
  },
  {
    slug: 'midori',
    name: { ja: 'みどり自転車', en: 'Midori Bicycles', zh: '绿野自行车' },
    tagline: {
      ja: '京都の自転車店が、整備してお届けします',
      en: 'Set up by a Kyoto workshop, delivered ready to ride',
      zh: '京都的自行车店，调校好再送到您手中',
    },
    prefix: 'MD',
    storeCode: 'midori-online',
    currency: 'JPY',
    goods: bicycleGoods,
  },
]
