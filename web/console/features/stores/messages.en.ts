import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  title: 'Stores',
  add: 'Add a store',
  submit: 'Add',
  added: (v) => `${v.name} was added`,
  empty: 'No stores yet',
  emptyHint: 'Add an online shop or a shop; it can then send its catalogue and purchases.',
  name: 'Name',
  nameExample: 'e.g. Denki Hall Shibuya',
  code: 'Store code',
  codeHint: 'Up to 40 small letters, digits and hyphens. It cannot be changed later.',
  codeWrong: 'Small letters, digits and hyphens only, with a letter or digit at both ends.',
  kind: 'Kind',
  currency: 'Currency',
  zone: 'Time zone',
  tax: 'Tax',
  fixedHint: 'Currency, time zone and tax cannot be changed later either.',
  rename: 'Rename',
  renameHint: 'The new name also shows on purchases and warranties so far.',
  openProfile: 'Merchant profile',
  openCatalog: 'Catalogue',
  openRegister: 'Open the register',
  openKiosk: 'Open the kiosk',
  openPurchases: 'Purchases',
}
