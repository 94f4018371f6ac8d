import { claimOverdueWords, claimUpdateWords } from './claim-words.ts'
import { contractEndedWords, contractReinstatedWords } from './contract-words.ts'
import { webhookFailedWords } from './webhook-words.ts'
import type { Language, Message, MessageData, Template } from '#platform/messages.ts'

/** A message in words: `text` for mail, `short` for a phone. */
export type Words = { subject: string; text: string; short: string }

type Writer<D> = Record<Language, (data: D) => Words>

function code(name: Record<Language, string>): Writer<{ code: string; minutes: number }> {
  return {
    ja: ({ code: digits, minutes }) => ({
      subject: `Mamori ${name.ja}`,
      text: `${name.ja}は次のとおりです。\n\n${digits}\n\n${minutes}分以内にご入力ください。お心当たりのない場合は、このメッセージを破棄してください。コードを他の人に伝えないでください。`,
      short: `Mamori ${name.ja}: ${digits}（${minutes}分間有効）`,
    }),
    en: ({ code: digits, minutes }) => ({
      subject: `Mamori ${name.en}`,
      text: `Your ${name.en} is\n\n${digits}\n\nPlease enter it within ${minutes} minutes. If you did not ask for it, please ignore this message, and do not give the code to anybody.`,
      short: `Mamori ${name.en}: ${digits} (valid for ${minutes} minutes)`,
    }),
    zh: ({ code: digits, minutes }) => ({
      subject: `Mamori ${name.zh}`,
      text: `您的${name.zh}是：\n\n${digits}\n\n请在${minutes}分钟内输入。如非本人操作，请忽略此消息，切勿将验证码告诉他人。`,
      short: `Mamori ${name.zh}：${digits}（${minutes}分钟内有效）`,
    }),
  }
}

const writers: { [T in Template]: Writer<MessageData[T]> } = {
  sign_in_code: code({ ja: 'サインインコード', en: 'sign-in code', zh: '登录验证码' }),
  contact_code: code({ ja: '連絡先の確認コード', en: 'contact confirmation code', zh: '联系方式验证码' }),
  staff_sign_in_code: code({
    ja: '管理画面のサインインコード',
    en: 'console sign-in code',
    zh: '管理后台登录验证码',
  }),
  contract_issued: {
    ja: (d) => ({
      subject: `延長保証のお申し込みありがとうございます（保証番号 ${d.number}）`,
      text: `延長保証をお申し込みいただき、ありがとうございます。\n\n保証番号: ${d.number}\n対象商品: ${d.item}\nプラン: ${d.plan}\n保証期間: ${d.startsOn} 〜 ${d.endsOn}\n\n内容のご確認はこちら:\n${d.url}`,
      short: `Mamori: ${d.item} の延長保証 ${d.number}（${d.startsOn}〜${d.endsOn}）${d.url}`,
    }),
    en: (d) => ({
      subject: `Your extended warranty ${d.number}`,
      text: `Thank you for taking out an extended warranty.\n\nWarranty number: ${d.number}\nItem: ${d.item}\nPlan: ${d.plan}\nCovered: ${d.startsOn} to ${d.endsOn}\n\nSee it here:\n${d.url}`,
      short: `Mamori: warranty ${d.number} for ${d.item} (${d.startsOn} to ${d.endsOn}) ${d.url}`,
    }),
    zh: (d) => ({
      subject: `您的延长保修（保修编号 ${d.number}）`,
      text: `感谢您购买延长保修。\n\n保修编号：${d.number}\n商品：${d.item}\n方案：${d.plan}\n保修期：${d.startsOn} 至 ${d.endsOn}\n\n查看详情：\n${d.url}`,
      short: `Mamori：${d.item} 延长保修 ${d.number}（${d.startsOn}至${d.endsOn}）${d.url}`,
    }),
  },
  contract_ended: contractEndedWords,
  contract_reinstated: contractReinstatedWords,
  claim_update: claimUpdateWords,
  claim_overdue: claimOverdueWords,
  webhook_failed: webhookFailedWords,
  buyer_erased: {
    ja: (d) => ({
      subject: `${d.store} の購入者1名のアカウントが消去されました`,
      text: `${d.store} で購入された方1名が、${d.erasedOn} に Mamori のアカウントを消去しました。この方の氏名、連絡先、住所、写真、メッセージは、この日から Mamori にはありません。購入と保証の記録、金額はそのまま残ります。貴店でお持ちの控えについては、貴店の規定に従ってお取り扱いください。`,
      short: `Mamori: ${d.store} の購入者1名が ${d.erasedOn} にアカウントを消去しました。`,
    }),
    en: (d) => ({
      subject: `A buyer at ${d.store} has erased their account`,
      text: `A person who bought at ${d.store} erased their Mamori account on ${d.erasedOn}. Since then Mamori holds no name, contact, address, photo or message of theirs. Records of purchases and warranties stay with their amounts. Please treat copies of your own by your own rules.`,
      short: `Mamori: a buyer at ${d.store} erased their account on ${d.erasedOn}.`,
    }),
    zh: (d) => ({
      subject: `${d.store} 的一位买家已删除账户`,
      text: `一位曾在 ${d.store} 购物的用户已于 ${d.erasedOn} 删除其 Mamori 账户。自该日起，Mamori 不再保存其姓名、联系方式、地址、照片和消息。购买与保修记录及金额仍予保留。贵店自有的副本请按贵店的规定处理。`,
      short: `Mamori：${d.store} 的一位买家已于 ${d.erasedOn} 删除账户。`,
    }),
  },
  not_mine: {
    ja: (d) => ({
      subject: `購入者から「自分の購入ではない」との連絡がありました（${d.reference}）`,
      text: `${d.store} の購入 ${d.reference}（${d.purchasedOn}）について、購入者から「自分の購入ではない」との連絡がありました。連絡先の登録をご確認ください。`,
      short: `Mamori: ${d.store} の購入 ${d.reference} は購入者本人のものではないとの連絡がありました。`,
    }),
    en: (d) => ({
      subject: `A buyer says that purchase ${d.reference} is not theirs`,
      text: `The buyer to whom purchase ${d.reference} at ${d.store} (${d.purchasedOn}) was attributed says that it is not theirs. Please check the contact that you have on record.`,
      short: `Mamori: the buyer says that purchase ${d.reference} at ${d.store} is not theirs.`,
    }),
    zh: (d) => ({
      subject: `买家表示购买记录 ${d.reference} 不属于本人`,
      text: `${d.store} 的购买记录 ${d.reference}（${d.purchasedOn}）的买家表示该记录不属于本人，请核对登记的联系方式。`,
      short: `Mamori：${d.store} 的购买记录 ${d.reference}，买家表示不属于本人。`,
    }),
  },
}

export function write<T extends Template>(
  message: Pick<Message<T>, 'template' | 'language' | 'data'>,
): Words {
  return writers[message.template][message.language](message.data)
}
