import type { Language } from '#platform/messages.ts'
import type { Words } from './templates.ts'

type Failed = { host: string; at: string }
export const webhookFailedWords: Record<Language, (data: Failed) => Words> = {
  ja: (d) => ({
    subject: `Webhook を届けられませんでした（${d.host}）`,
    text: `${d.host} への Webhook を繰り返し送信しましたが、届けられませんでした（${d.at}）。送信履歴は管理画面または API でご確認いただけます。受信側を直したあと、履歴から再送できます。同じ送信先については、24時間に1回だけお知らせします。`,
    short: `Mamori: ${d.host} への Webhook を届けられませんでした。`,
  }),
  en: (d) => ({
    subject: `A webhook could not be delivered (${d.host})`,
    text: `A webhook to ${d.host} was sent again and again and could not be delivered (${d.at}). The log of what was sent is in the console and the API. Once the receiver works again, messages can be replayed from the log. For one address we write once in 24 hours.`,
    short: `Mamori: a webhook to ${d.host} could not be delivered.`,
  }),
  zh: (d) => ({
    subject: `Webhook 无法送达（${d.host}）`,
    text: `向 ${d.host} 多次发送 Webhook，均未能送达（${d.at}）。发送记录可在管理后台或通过 API 查看。接收方恢复后，可从记录中重新发送。同一地址每24小时只通知一次。`,
    short: `Mamori：向 ${d.host} 发送的 Webhook 无法送达。`,
  }),
}
