/** The demo's companies. They are test organisations: their people and mail stay apart from live ones for ever. */
export const demoOrganisations = [
  {
    name: 'ひかり電機',
    owner: { name: '光 一郎', email: 'owner@hikari.example' },
    manager: { name: '店長 山田', email: 'manager@hikari.example', storeCodes: ['hikari-shibuya'] },
    stores: [
      { code: 'hikari-shibuya', name: 'ひかり電機 渋谷店', kind: 'pos' },
      { code: 'hikari-online', name: 'ひかり電機 オンライン', kind: 'ec' },
    ],
  },
  {
    name: 'みどり自転車',
    owner: { name: '緑 花子', email: 'owner@midori.example' },
    manager: { name: '店長 佐藤', email: 'manager@midori.example', storeCodes: ['midori-cycle'] },
    stores: [
      { code: 'midori-cycle', name: 'みどり自転車 京都本店', kind: 'pos' },
      { code: 'midori-online', name: 'みどり自転車 オンライン', kind: 'ec' },
    ],
  },
] as const

export const demoPlatform = {
  name: 'Mamori 運営',
  owner: { name: '運営 太郎', email: 'platform@mamori.example' },
}
/** The platform of the demo's sellers, which are test organisations: coupons of live ones do not count there. */
export const demoTestPlatform = {
  name: 'Mamori 運営（テスト）',
  owner: { name: '運営 太郎', email: 'platform-test@mamori.example' },
}
export const demoBuyer = { email: 'hanako@example.com', name: '山田 花子', phone: '090-1234-5678' }
