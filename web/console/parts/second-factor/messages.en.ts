import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  begin: 'Set it up',
  scan: 'Scan this QR code with your authenticator app. If you can’t, type the key below into it.',
  qr: 'QR code for the authenticator app',
  secret: 'Key to type into the app',
  appCode: 'Code of the authenticator app',
  confirm: 'Check and set up',
  codesTitle: 'Recovery codes',
  codesText:
    'For when the device is lost; each works once. They are shown only now. Print them, or keep them somewhere other than the device.',
  codes: 'Ten recovery codes',
  kept: 'I have kept the recovery codes',
  done: 'Continue',
}
