import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const en: SameMessages<typeof ja> = {
  email: 'E-mail address',
  role: 'Role',
  scopes: 'What you may do',
  preferences: 'Appearance',
  leave: 'When you are done',
}
