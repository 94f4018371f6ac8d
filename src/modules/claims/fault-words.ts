import type { Language } from '#platform/messages.ts'

const words: Record<string, Record<Language, string>> = {
  does_not_start: { ja: '電源が入らない', en: 'Does not start', zh: '无法开机' },
  stops_working: { ja: '途中で止まる', en: 'Stops working', zh: '使用中停止' },
  display: { ja: '画面・表示の不具合', en: 'Display fault', zh: '屏幕或显示故障' },
  sound: { ja: '音の不具合', en: 'Sound fault', zh: '声音故障' },
  battery: { ja: '電池・充電の不具合', en: 'Battery or charging fault', zh: '电池或充电故障' },
  noise_or_heat: { ja: '異音・発熱', en: 'Noise or heat', zh: '异响或发热' },
  leak: { ja: '水もれ・液もれ', en: 'Leak', zh: '漏水或漏液' },
  part_broken: { ja: '部品の破損', en: 'Broken part', zh: '部件破损' },
  dropped: { ja: '落下・衝撃による破損', en: 'Dropped or hit', zh: '跌落或碰撞损坏' },
  liquid: { ja: '水ぬれ', en: 'Liquid damage', zh: '进水' },
  other: { ja: 'その他', en: 'Other', zh: '其他' },
}

/** A symptom on paper, in the person's language. */
export function faultWords(fault: string, language: Language): string {
  return words[fault]?.[language] ?? fault
}
