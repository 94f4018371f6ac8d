import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const zh: SameMessages<typeof ja> = {
  email: '邮箱',
  role: '角色',
  scopes: '可执行的操作',
  device: '两步验证',
  deviceText: '每次登录都会核对验证器应用的代码。',
  codesLeft: (v) => `剩余 ${v.count} 个可用的恢复代码。`,
  newCodes: '重新生成恢复代码',
  newCodesTitle: '要重新生成恢复代码吗',
  newCodesText: '此前的恢复代码将全部失效。',
  newDevice: '更换验证器设备',
  newDeviceText: '输入新设备的代码后，旧设备和旧恢复代码将失效。',
  deviceDone: '已设置验证器应用',
  sessions: '已登录的设备',
  sessionEnded: '已退出登录',
  preferences: '显示',
  leave: '离开时',
}
