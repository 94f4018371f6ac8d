import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  email: 'E-mail address',
  role: 'Role',
  scopes: 'What you may do',
  device: 'Two-step sign-in',
  deviceText: 'Every sign-in asks for a code of your authenticator app.',
  codesLeft: (v) => `Recovery codes left: ${v.count}`,
  newCodes: 'Make new recovery codes',
  newCodesTitle: 'Make new recovery codes?',
  newCodesText: 'All the earlier recovery codes stop working.',
  newDevice: 'Move to another device',
  newDeviceText: 'Once a code of the new device was entered, the old device and recovery codes stop working.',
  deviceDone: 'The authenticator app was set up',
  sessions: 'Signed-in devices',
  sessionEnded: 'Signed out',
  preferences: 'Appearance',
  leave: 'When you are done',
}
