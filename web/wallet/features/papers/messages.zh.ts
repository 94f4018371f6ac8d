import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const zh: SameMessages<typeof ja> = {
  title: '收据',
  lead: '店铺为您开具的收据、发票和退款单据。',
  empty: '尚无收据',
  emptyText: '在店铺付款后，收据会出现在这里。',
  number: (v) => `编号 ${v.number}`,
  download: '保存为 PDF',
  open: '单独打开',
  frame: '单据内容',
  payment: '查看这笔支付',
}
