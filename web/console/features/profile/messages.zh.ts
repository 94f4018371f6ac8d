import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const zh: SameMessages<typeof ja> = {
  email: '邮箱',
  role: '角色',
  scopes: '可执行的操作',
  preferences: '显示',
  leave: '离开时',
}
