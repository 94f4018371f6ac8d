import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  title: 'Console',
  enrolLead: (v) =>
    `${v.name}, this is your first sign-in. Besides the code by mail, the console asks for a code of an authenticator app such as Google Authenticator or 1Password. Please have one ready.`,
}
