export const ja = {
  title: '領収書',
  lead: 'お店が発行した領収書、インボイス、返金の書面です。',
  empty: '領収書はまだありません',
  emptyText: 'お店で支払うと、領収書がここに届きます。',
  number: (v: { number: string }) => `番号 ${v.number}`,
  download: 'PDFを保存する',
  open: '別の画面で開く',
  frame: '書面の内容',
  payment: 'この支払いを見る',
}
