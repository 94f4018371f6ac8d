import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Services } from '#platform/context.ts'

type Sealing = Pick<Services, 'secrets' | 'config'>
/** The API key of each shop, by its slug. */
export type ShopKeys = Readonly<Record<string, string>>

const context = 'shopfront keys'

/** Keeps the shops' API keys in the data folder, sealed: whoever reads the file alone has none. */
export function keepShopKeys({ secrets, config }: Sealing, keys: ShopKeys): void {
  mkdirSync(config.MAMORI_DATA, { recursive: true })
  writeFileSync(fileOf(config), secrets.seal(JSON.stringify(keys), context), { mode: 0o600 })
}

/** The keys, or none where no demo was made here, or one of another database's keys. */
export function openShopKeys({ secrets, config }: Sealing): ShopKeys {
  try {
    return JSON.parse(secrets.open(readFileSync(fileOf(config)), context).toString()) as ShopKeys
  } catch {
    return {}
  }
}

function fileOf(config: Services['config']): string {
  return join(config.MAMORI_DATA, 'shop-keys')
}
