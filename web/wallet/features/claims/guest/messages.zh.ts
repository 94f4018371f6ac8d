import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const zh: SameMessages<typeof ja> = {
  title: '无需账号申请',
  lead: '凭保修编号和购买时留给店铺的联系方式，无需登录即可申请。',
  test: '这是测试环境，请使用测试用的保修编号。如输入真实的保修编号，申请也会是真实的。',
  start: '提交新申请',
  startHint: '需要保修编号和联系方式',
  follow: '查看申请进度',
  followHint: '需要受理编号和联系方式',
  current: '返回刚才查看的申请',
  currentHint: '关闭本页面之前可以查看',
  signIn: '登录后申请',
  signInHint: '可集中查看所有保修，填写也更少',

  'who.title': '保修与联系方式',
  'who.number': '保修编号',
  'who.numberHint': '保修凭证或邮件中的 13 位字符，例如 0A1B-2C3D-4E5F-6',
  'who.numberRequired': '请输入保修编号。',
  'who.contactHint': '请输入购买时留给店铺的联系方式。',
  'who.kind': '联系方式的种类',
  'who.next': '下一步',
  'who.edit': '修改保修编号或联系方式',

  'follow.title': '查看申请进度',
  'follow.lead': '请输入提交申请时获得的受理编号和联系方式。',
  'follow.number': '受理编号',
  'follow.numberHint': '受理页面或邮件中的 13 位字符，例如 0A1B-2C3D-4E5F-6',
  'follow.numberRequired': '请输入受理编号。',
  'follow.submit': '查看进度',
  'status.leave': '不再在此设备上显示',
  'status.keep': '在其他设备上或关闭页面后，可凭受理编号和联系方式查看。',
}
