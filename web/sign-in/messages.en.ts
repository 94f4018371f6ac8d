import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  lead: 'We send a code to the address you are registered with as staff. There is no password.',
  email: 'E-mail address',
  emailRequired: 'Please enter your e-mail address.',
  emailWrong: 'This is not an e-mail address. Example: hanako@example.jp',
  send: 'Send a code',
  sentTo: (v) =>
    `We sent a code to ${v.to}. If nothing arrives, please check that this address is registered as staff.`,
  submit: 'Sign in',
  change: 'Use another address',
  factorLead: (v) => `${v.name}, please enter the code that your authenticator app shows.`,
  appCode: 'Code of the authenticator app',
  recoveryCode: 'Recovery code',
  recoveryHint: 'One of the ten you kept, not used yet',
  useRecovery: 'Use a recovery code',
  useDevice: 'Use the authenticator app',
  mailbox:
    'Nothing is mailed in development. Codes arrive in the mailbox, which also shows what the demo staff’s authenticator apps would.',
  mailboxLink: 'Open the mailbox',
}
