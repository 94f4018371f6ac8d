import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const zh: SameMessages<typeof ja> = {
  title: '选择优惠券',
  'door.signIn': '请店员先登录',
  'door.signInText': '在此设备上登录管理后台后，顾客即可在这里选择优惠券。登录后请返回此页面。',
  'door.console': '登录管理后台',
  'door.again': '再次确认',
  'door.lack': '打开此页面需要收款权限，请联系店长或管理员。',
  'door.store': '请选择店铺',
  'door.storeText': '此设备所在的店铺。',
  'door.noStores': '没有您可以操作的店铺。',

  'welcome.title': '请出示会员码',
  'welcome.text': '可在此选择本店可用的优惠券，付款时会自动抵扣。',
  'welcome.how': '请在手机钱包中打开“支付”，将二维码对准这里。',
  'welcome.camera': '摄像头画面',
  'welcome.noCamera': '无法使用摄像头，请将二维码对准扫码器。',
  'welcome.reading': '正在读取',
  'welcome.over': '时间已过，已返回首页。',

  'choose.hello': (v) => `${v.name} 您好`,
  'choose.title': '请选择付款时使用的优惠券',
  'choose.account': '付款账户',
  'choose.noAccount': '您还没有付款账户，无法选择优惠券。请在手机钱包中添加账户。',
  'choose.none': '您目前没有本店可用的优惠券。',
  'choose.count': (v) => `已选 ${v.count} 张`,
  'choose.confirm': '确定',
  'choose.end': '结束',
  'choose.together': '可与其他优惠券叠加',
  'choose.alone': '单独使用，自动选用最划算的一张',

  'done.title': '优惠券已选好',
  'done.text': (v) => (v.count === 0 ? '不会使用优惠券。' : `在本店付款时会自动使用 ${v.count} 张优惠券。`),
  'done.next': (v) => `${v.seconds} 秒后返回首页`,
  'idle.title': '要继续吗？',
  'idle.text': (v) => `长时间没有操作，${v.seconds} 秒后结束。`,
  'idle.stay': '继续',
}
