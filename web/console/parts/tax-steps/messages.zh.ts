import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const zh: SameMessages<typeof ja> = {
  rate: (v) => `${v.category} ${v.rate}`,
  noTax: '无消费税',
  total: '合计',
  'step.price': '价格',
  'step.tax': '价格内含税额',
  'step.taxOnTop': '另加税额',
  'step.net': '不含税价',
  'step.discount': '折扣',
  'step.discountedPrice': '折后含税价',
  'step.discountedNet': '折后不含税价',
  'step.newTax': '折后税额',
  'step.amountDue': '价款',
}
