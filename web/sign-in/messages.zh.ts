import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const zh: SameMessages<typeof ja> = {
  lead: '我们会向您登记为员工的邮箱发送验证码，无需密码。',
  email: '邮箱',
  emailRequired: '请输入邮箱。',
  emailWrong: '邮箱格式不正确，例如 hanako@example.jp',
  send: '发送验证码',
  sentTo: (v) => `验证码已发送至 ${v.to}。如未收到，请确认此邮箱已登记为员工。`,
  submit: '登录',
  change: '更换邮箱',
  factorLead: (v) => `${v.name}，请输入验证器应用显示的代码。`,
  appCode: '验证器应用的代码',
  recoveryCode: '恢复代码',
  recoveryHint: '设置时保存的十个代码中尚未使用的一个',
  useRecovery: '使用恢复代码',
  useDevice: '使用验证器应用',
  mailbox: '开发环境不会发送邮件，验证码会送到邮箱页面，演示员工的验证器代码也显示在那里。',
  mailboxLink: '打开邮箱页面',
}
