import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const zh: SameMessages<typeof ja> = {
  title: '店铺',
  add: '登记店铺',
  submit: '登记',
  added: (v) => `已登记 ${v.name}`,
  empty: '还没有店铺',
  emptyHint: '登记网店或实体店后，即可上报商品目录和购物记录。',
  name: '店铺名称',
  nameExample: '例：电器馆 涩谷店',
  code: '店铺编码',
  codeHint: '最多 40 位小写字母、数字和连字符，登记后不可更改。',
  codeWrong: '请使用小写字母、数字和连字符，首尾须为字母或数字。',
  kind: '类型',
  currency: '币种',
  zone: '时区',
  tax: '税务',
  fixedHint: '币种、时区和税务登记后也不可更改。',
  rename: '更改名称',
  renameHint: '新名称也会显示在以往的购物和保修中。',
  openProfile: '商户资料',
  openCatalog: '商品目录',
  openRegister: '打开收银台',
  openKiosk: '打开自助机',
  openPurchases: '购物',
}
