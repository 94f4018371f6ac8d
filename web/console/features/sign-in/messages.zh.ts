import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const zh: SameMessages<typeof ja> = {
  title: '企业控制台',
  lead: '我们会向您登记为员工的邮箱发送验证码，无需密码。',
  email: '邮箱',
  emailRequired: '请输入邮箱。',
  emailWrong: '邮箱格式不正确，例如 hanako@example.jp',
  send: '发送验证码',
  sentTo: (v) => `验证码已发送至 ${v.to}。如未收到，请确认此邮箱已登记为员工。`,
  submit: '登录',
  change: '更换邮箱',
  mailbox: '开发环境不会发送邮件，验证码会送到邮筒页面。',
  mailboxLink: '打开邮筒',
}
