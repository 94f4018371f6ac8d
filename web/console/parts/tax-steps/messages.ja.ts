export const ja = {
  rate: (v: { category: string; rate: string }) => `${v.category} ${v.rate}`,
  noTax: '消費税なし',
  total: '合計',
  'step.price': '価格',
  'step.tax': '価格の中の税',
  'step.taxOnTop': '価格に加わる税',
  'step.net': '税抜の価格',
  'step.discount': '割引',
  'step.discountedPrice': '割引後の税込価格',
  'step.discountedNet': '割引後の税抜価格',
  'step.newTax': '割引後の税',
  'step.amountDue': '代金',
}
