import type { ReactNode } from 'react'
import { drawings } from './drawings.tsx'
import type { Drawing } from './drawings.tsx'
import classes from './picture.module.css'
import { rides } from './rides.tsx'

const byCategory: Record<string, Drawing> = {
  テレビ: 'television',
  洗濯機: 'washer',
  冷蔵庫: 'fridge',
  掃除機: 'vacuum',
  パソコン: 'laptop',
  オーディオ: 'earphones',
  キッチン家電: 'oven',
  エアコン: 'airConditioner',
  アクセサリー: 'cable',
  カメラ: 'camera',
}
const rideByCategory: Record<string, keyof typeof rides> = {
  電動自転車: 'electric',
  スポーツ自転車: 'road',
  子ども用自転車: 'child',
  用品: 'helmet',
}
/** Goods that look unlike the others of their category. */
const byGood: Record<string, ReactNode> = {
  'hikari 1011': drawings.riceCooker,
  'hikari 1012': drawings.tablet,
  'hikari 1013': drawings.soundBar,
  'midori 1003': rides.childSeat,
  'midori 1005': rides.light,
  'midori 1007': rides.folding,
  'midori 1008': rides.miniElectric,
  'midori 1009': rides.lock,
}

type Props = { slug: string; code: string; category: string; large?: boolean }

/** A drawing of a good, by its category: no photograph promises what a demo does not send. */
export function Picture({ slug, code, category, large = false }: Props) {
  const drawing = byCategory[category]
  const ride = rideByCategory[category]
  return (
    <span className={classes['picture']} data-large={large || undefined}>
      <svg viewBox="0 0 160 120" aria-hidden="true" className={classes['drawing']}>
        {byGood[`${slug} ${code}`] ?? (drawing ? drawings[drawing] : ride ? rides[ride] : drawings.cable)}
      </svg>
    </span>
  )
}
