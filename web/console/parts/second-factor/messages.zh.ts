import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const zh: SameMessages<typeof ja> = {
  begin: '开始设置',
  scan: '请用验证器应用扫描此二维码。无法扫描时，请把下面的密钥输入应用。',
  qr: '供验证器应用扫描的二维码',
  secret: '要输入应用的密钥',
  appCode: '验证器应用的代码',
  confirm: '确认并设置',
  codesTitle: '恢复代码',
  codesText: '设备丢失时使用，每个只能用一次，且仅在此时显示。请打印，或保存在设备以外的地方。',
  codes: '十个恢复代码',
  kept: '我已保存恢复代码',
  done: '继续',
}
