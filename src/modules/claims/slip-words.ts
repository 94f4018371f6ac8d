import type { Language } from '#platform/messages.ts'

/** What a slip says, the same in each language. Where a person is to do something, it says how. */
type SlipWords = {
  title: string
  put: string
  receptionNumber: string
  follow: string
  to: string
  from: string
  name: string
  address: string
  item: string
  code: string
  serial: string
  warranty: string
  acceptedOn: string
  fault: string
  packing: string
  steps: readonly string[]
  cut: string
  copy: string
  keep: string
  sentOn: string
  carrier: string
  tracking: string
}

export const slipWords: Record<Language, SlipWords> = {
  ja: {
    title: '返品伝票',
    put: 'この面を商品と一緒に箱へ入れてください',
    receptionNumber: '受付番号',
    follow: '受付の確認',
    to: 'お届け先',
    from: 'ご依頼主',
    name: 'お名前',
    address: 'ご住所',
    item: '商品',
    code: '商品コード',
    serial: '製造番号',
    warranty: '保証番号',
    acceptedOn: '受付日',
    fault: '症状',
    packing: '梱包と発送',
    steps: [
      '大切なデータは控えを取り、画面のロックとアカウントを解除します。',
      '商品を緩衝材で包み、箱の中で動かないようにします。',
      '点線で切り、この面を商品と一緒に入れて、箱を閉じます。',
      '電池がふくらむ、熱い、液がもれる商品は送らず、先にお店へご連絡ください。',
      '箱を発送し、送り状番号を下の控えに書いて保管します。',
    ],
    cut: 'ここで折って切る',
    copy: 'お客様控え',
    keep: '商品が戻るまで保管してください。お問い合わせの際は受付番号をお知らせください。',
    sentOn: '発送日',
    carrier: '運送会社',
    tracking: '送り状番号',
  },
  en: {
    title: 'Return slip',
    put: 'Put this part in the box with the item',
    receptionNumber: 'Reception number',
    follow: 'Check your claim',
    to: 'To',
    from: 'From',
    name: 'Name',
    address: 'Address',
    item: 'Item',
    code: 'Item code',
    serial: 'Serial number',
    warranty: 'Warranty number',
    acceptedOn: 'Accepted on',
    fault: 'Fault',
    packing: 'Packing and sending',
    steps: [
      'Back up what matters to you, then remove the screen lock and your accounts.',
      'Wrap the item in soft material so that it cannot move inside the box.',
      'Cut along the dotted line, put this part in with the item and close the box.',
      'Do not send anything with a swollen, hot or leaking battery. Call the store first.',
      'Send the box, and write the tracking number on your copy below.',
    ],
    cut: 'Fold and cut here',
    copy: 'Your copy',
    keep: 'Keep this until the item is back, and give the reception number when you contact us.',
    sentOn: 'Sent on',
    carrier: 'Carrier',
    tracking: 'Tracking number',
  },
  zh: {
    title: '退货单',
    put: '请将此联与商品一起放入箱内',
    receptionNumber: '受理编号',
    follow: '查询进度',
    to: '收件方',
    from: '寄件人',
    name: '姓名',
    address: '地址',
    item: '商品',
    code: '商品编码',
    serial: '序列号',
    warranty: '保修编号',
    acceptedOn: '受理日期',
    fault: '故障情况',
    packing: '包装与寄送',
    steps: [
      '请先备份重要数据，并解除屏幕锁定和账号绑定。',
      '用缓冲材料包好商品，使其在箱内不会晃动。',
      '沿虚线剪开，将此联与商品一起放入箱内并封箱。',
      '电池鼓包、发热或漏液的商品请勿寄送，请先联系店铺。',
      '寄出后，请在下方存根上填写运单号并妥善保管。',
    ],
    cut: '沿此线折叠并剪开',
    copy: '顾客存根',
    keep: '请保管至商品返还为止；咨询时请告知受理编号。',
    sentOn: '寄出日期',
    carrier: '承运公司',
    tracking: '运单号',
  },
}
