import type { Language } from '#platform/messages.ts'
import type { Words } from './templates.ts'

type Ended = { number: string; item: string; refund: string }
export const contractEndedWords: Record<Language, (data: Ended) => Words> = {
  ja: (d) => ({
    subject: `延長保証が終了しました（保証番号 ${d.number}）`,
    text: `次の延長保証が終了しました。\n\n保証番号: ${d.number}\n対象商品: ${d.item}\n返金額: ${d.refund}\n\nお心当たりのない場合は、お買い上げの店舗へご連絡ください。`,
    short: `Mamori: ${d.item} の延長保証 ${d.number} が終了しました。返金額 ${d.refund}`,
  }),
  en: (d) => ({
    subject: `Your extended warranty ${d.number} has ended`,
    text: `This extended warranty has ended.\n\nWarranty number: ${d.number}\nItem: ${d.item}\nRefund: ${d.refund}\n\nIf you do not know why, please ask the store where you bought it.`,
    short: `Mamori: warranty ${d.number} for ${d.item} has ended. Refund ${d.refund}`,
  }),
  zh: (d) => ({
    subject: `延长保修已终止（保修编号 ${d.number}）`,
    text: `以下延长保修已终止。\n\n保修编号：${d.number}\n商品：${d.item}\n退款金额：${d.refund}\n\n如有疑问，请联系购买店铺。`,
    short: `Mamori：${d.item} 的延长保修 ${d.number} 已终止。退款 ${d.refund}`,
  }),
}

type Reinstated = { number: string; item: string }
export const contractReinstatedWords: Record<Language, (data: Reinstated) => Words> = {
  ja: (d) => ({
    subject: `延長保証が復活しました（保証番号 ${d.number}）`,
    text: `次の延長保証がふたたび有効になりました。\n\n保証番号: ${d.number}\n対象商品: ${d.item}`,
    short: `Mamori: ${d.item} の延長保証 ${d.number} がふたたび有効になりました。`,
  }),
  en: (d) => ({
    subject: `Your extended warranty ${d.number} is in force again`,
    text: `This extended warranty is in force again.\n\nWarranty number: ${d.number}\nItem: ${d.item}`,
    short: `Mamori: warranty ${d.number} for ${d.item} is in force again.`,
  }),
  zh: (d) => ({
    subject: `延长保修已恢复（保修编号 ${d.number}）`,
    text: `以下延长保修已重新生效。\n\n保修编号：${d.number}\n商品：${d.item}`,
    short: `Mamori：${d.item} 的延长保修 ${d.number} 已重新生效。`,
  }),
}
