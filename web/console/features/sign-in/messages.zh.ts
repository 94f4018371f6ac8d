import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const zh: SameMessages<typeof ja> = {
  title: '管理后台',
  enrolLead: (v) =>
    `${v.name}，这是您首次登录。除邮件验证码外，管理后台还需要验证器应用的代码。请准备好 Google Authenticator、1Password 等验证器应用。`,
}
