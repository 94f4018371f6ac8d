import type { SameMessages } from '#kit/i18n/messages.ts'
import type { ja } from './messages.ja.ts'

export const zh: SameMessages<typeof ja> = {
  listTitle: '全部企业',
  add: '登记企业',
  submit: '登记',
  added: (v) => `已登记 ${v.name}`,
  empty: '还没有企业',
  name: '企业名称',
  kind: '类型',
  mode: '环境',
  modeHint: '登记后不可更改。测试记录不会送达正式环境的购买者。',
  modeRequired: '请选择环境。',
  'modeText.live': '处理真实的店铺和购买者记录。',
  'modeText.test': '用于开发和验证，可调整时钟。',
  clock: '设定的时间',
  settings: '保修申请规则',
  twoDeciders: '高额申请由两人决定',
  secondDeciderAbove: '由两人决定的金额',
  secondDeciderHint: '超过此金额的申请，须另一名员工同意后才能决定。',
  ownerName: '首位所有者姓名',
  ownerEmail: '所有者邮箱',
  ownerHint: '使用此邮箱登录管理后台。',
  emailWrong: '邮箱格式不正确，例如 hanako@example.jp',
}
