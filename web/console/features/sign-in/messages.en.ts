import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  title: 'Console',
  lead: 'We send a code to the address you are registered with as staff. There is no password.',
  email: 'E-mail address',
  emailRequired: 'Please enter your e-mail address.',
  emailWrong: 'This is not an e-mail address. Example: hanako@example.jp',
  send: 'Send a code',
  sentTo: (v) =>
    `We sent a code to ${v.to}. If nothing arrives, please check that this address is registered as staff.`,
  submit: 'Sign in',
  change: 'Use another address',
  mailbox: 'Nothing is mailed in development. Codes arrive in the mailbox.',
  mailboxLink: 'Open the mailbox',
}
