import type { ClaimStepTold, Language } from '#platform/messages.ts'
import type { Words } from './templates.ts'

/** What has happened to a claim, as far as its buyer is told. */
export const claimSteps = [
  'filed',
  'information_requested',
  'answered',
  'accepted',
  'rejected',
  'appealed',
  'withdrawn',
  'awaiting_payment',
  'awaiting_return',
  'received',
  'in_repair',
  'repaired',
  'shipped',
  'replacement_ordered',
  'coupon_issued',
  'refunded',
  'completed',
] as const satisfies readonly ClaimStepTold[]
export type ClaimStep = ClaimStepTold
export type ClaimUpdate = { receptionNumber: string; item: string; step: ClaimStep; url: string }

/** One step: its headline, and what it means for the buyer. */
const steps: Record<ClaimStep, Record<Language, readonly [headline: string, meaning: string]>> = {
  filed: {
    ja: ['保証の申請を受け付けました', '7日以内に結果をお知らせします。'],
    en: ['We have received your claim', 'You will hear the decision within 7 days.'],
    zh: ['已受理您的保修申请', '我们将在7天内通知您结果。'],
  },
  information_requested: {
    ja: ['お店から確認したいことがあります', '下のページからご回答ください。'],
    en: ['The store has a question', 'Please answer it on the page below.'],
    zh: ['店铺需要向您确认信息', '请在以下页面回复。'],
  },
  answered: {
    ja: ['ご回答を受け取りました', '内容を確認し、結果をお知らせします。'],
    en: ['We have your answer', 'The store looks at it and will tell you its decision.'],
    zh: ['已收到您的回复', '店铺确认后将通知您结果。'],
  },
  accepted: {
    ja: ['申請が承認されました', '次の手続きを下のページでご確認ください。'],
    en: ['Your claim is accepted', 'See on the page below what happens next.'],
    zh: ['您的申请已获批准', '请在以下页面查看后续步骤。'],
  },
  rejected: {
    ja: ['申請は承認されませんでした', '理由と、異議の申し立て方法を下のページでご確認ください。'],
    en: ['Your claim was not accepted', 'The page below gives the reason, and how to appeal.'],
    zh: ['您的申请未获批准', '请在以下页面查看原因及申诉方法。'],
  },
  appealed: {
    ja: ['異議の申し立てを受け付けました', '前回とは別の担当者が判断します。'],
    en: ['We have received your appeal', 'Another person will decide.'],
    zh: ['已受理您的申诉', '将由另一位负责人重新判断。'],
  },
  withdrawn: {
    ja: ['申請を取り下げました', '保証はそのまま続きます。'],
    en: ['The claim is withdrawn', 'What your warranty covers is as it was before.'],
    zh: ['申请已撤回', '您的保修权益不受影响。'],
  },
  awaiting_payment: {
    ja: ['ご負担分のお支払いをお願いします', '金額と方法を下のページでご確認ください。'],
    en: ['Please pay your share', 'The page below says how much and how.'],
    zh: ['请支付您需承担的费用', '请在以下页面查看金额和方式。'],
  },
  awaiting_return: {
    ja: ['商品をお送りください', '返品伝票を下のページで印刷し、商品に同梱してください。'],
    en: [
      'Please send the product in',
      'Print the return slip on the page below and put it in with the product.',
    ],
    zh: ['请寄回商品', '请在以下页面打印退货单并随商品一同寄出。'],
  },
  received: {
    ja: ['商品を受け取りました', '点検に入ります。'],
    en: ['We have received the product', 'It is being inspected.'],
    zh: ['已收到商品', '正在进行检查。'],
  },
  in_repair: {
    ja: ['修理を始めました', '終わりしだいお知らせします。'],
    en: ['The repair has begun', 'We will tell you when it is done.'],
    zh: ['已开始维修', '完成后将通知您。'],
  },
  repaired: {
    ja: ['修理が終わりました', 'まもなくお返しします。'],
    en: ['The repair is done', 'The product will soon be on its way back.'],
    zh: ['维修已完成', '即将寄还给您。'],
  },
  shipped: {
    ja: ['商品を発送しました', 'お届けまでしばらくお待ちください。'],
    en: ['The product is on its way to you', 'It will arrive shortly.'],
    zh: ['商品已寄出', '请耐心等待送达。'],
  },
  replacement_ordered: {
    ja: ['交換品を手配しました', '発送しだいお知らせします。'],
    en: ['A replacement is ordered', 'We will tell you when it is shipped.'],
    zh: ['已安排更换商品', '寄出后将通知您。'],
  },
  coupon_issued: {
    ja: ['クーポンを発行しました', '下のページでご確認ください。'],
    en: ['A coupon was issued for you', 'You find it on the page below.'],
    zh: ['已为您发放优惠券', '请在以下页面查看。'],
  },
  refunded: {
    ja: ['返金の手続きをしました', 'お支払い方法に応じて返金されます。'],
    en: ['Your money is on its way back', 'It comes back the way you paid.'],
    zh: ['已办理退款', '将按原支付方式退回。'],
  },
  completed: {
    ja: ['保証の手続きが完了しました', 'ご利用ありがとうございました。'],
    en: ['Your claim is completed', 'Thank you for your patience.'],
    zh: ['保修处理已完成', '感谢您的使用。'],
  },
}

const labels = {
  ja: { number: '受付番号', item: '対象商品', see: 'くわしくはこちら', gap: '' },
  en: { number: 'Reception number', item: 'Item', see: 'See it here', gap: ' ' },
  zh: { number: '受理编号', item: '商品', see: '查看详情', gap: '' },
} as const

function update(language: Language): (data: ClaimUpdate) => Words {
  const label = labels[language]
  const colon = language === 'zh' ? '：' : ': '
  return ({ receptionNumber, item, step, url }) => {
    const [headline, meaning] = steps[step][language]
    return {
      subject: `${headline}（${label.number}${label.gap}${receptionNumber}）`,
      text: `${headline}${language === 'en' ? '.' : '。'}\n${meaning}\n\n${label.number}${colon}${receptionNumber}\n${label.item}${colon}${item}\n\n${label.see}${colon}\n${url}`,
      short: `Mamori${colon}${headline}（${receptionNumber}）${url}`,
    }
  }
}
export const claimUpdateWords = { ja: update('ja'), en: update('en'), zh: update('zh') }

export type ClaimOverdue = { store: string; receptionNumber: string; dueOn: string }
export const claimOverdueWords: Record<Language, (data: ClaimOverdue) => Words> = {
  ja: (d) => ({
    subject: `保証申請の判断期限を過ぎました（受付番号 ${d.receptionNumber}）`,
    text: `${d.store} の保証申請（受付番号 ${d.receptionNumber}）は、${d.dueOn} までに判断されませんでした。管理画面でご確認ください。`,
    short: `Mamori: ${d.store} の申請 ${d.receptionNumber} が判断期限（${d.dueOn}）を過ぎました。`,
  }),
  en: (d) => ({
    subject: `A claim is overdue (reception number ${d.receptionNumber})`,
    text: `The claim ${d.receptionNumber} at ${d.store} was not decided by ${d.dueOn}. Please look at it in the console.`,
    short: `Mamori: claim ${d.receptionNumber} at ${d.store} was due on ${d.dueOn}.`,
  }),
  zh: (d) => ({
    subject: `保修申请已超过判断期限（受理编号 ${d.receptionNumber}）`,
    text: `${d.store} 的保修申请（受理编号 ${d.receptionNumber}）未能在 ${d.dueOn} 前作出判断，请在管理后台查看。`,
    short: `Mamori：${d.store} 的申请 ${d.receptionNumber} 已超过判断期限（${d.dueOn}）。`,
  }),
}
