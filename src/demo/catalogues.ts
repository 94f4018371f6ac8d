import type { ItemInput } from '#modules/catalog/index.ts'

type Good = Pick<
  ItemInput,
  'code' | 'name' | 'maker' | 'model' | 'gtin' | 'category' | 'price' | 'makerWarrantyMonths'
>

function goods(
  rows: readonly (readonly [
    code: string,
    name: string,
    maker: string,
    model: string,
    category: string,
    price: number,
    months: number,
  ])[],
): Good[] {
  return rows.map(([code, name, maker, model, category, price, makerWarrantyMonths], i) => {
    const body = `4988${String(10_000_000 + i * 37).slice(-8)}`
    return { code, name, maker, model, gtin: body + checkDigit(body), category, price, makerWarrantyMonths }
  })
}

function checkDigit(body: string): string {
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0)
  return String((10 - (sum % 10)) % 10)
}

/** Codes overlap on purpose: `1001` is a television in one shop and a bicycle in the other. */
export const demoCatalogues: Record<string, Good[]> = {
  hikari: goods([
    ['1001', '55型 4K有機EL テレビ', '朝日映像', 'AV-55X90', 'テレビ', 198_000, 12],
    ['1002', 'ドラム式洗濯乾燥機 12kg', '白鷺', 'SW-D120L', '洗濯機', 248_000, 12],
    ['1003', '冷凍冷蔵庫 500L', '白鷺', 'SR-F500', '冷蔵庫', 219_800, 12],
    ['1004', 'コードレス掃除機', 'かぜ工房', 'KZ-V8', '掃除機', 54_800, 12],
    ['1005', 'ノートパソコン 14型', '北斗', 'HK-14P', 'パソコン', 158_000, 12],
    ['1006', 'ワイヤレスイヤホン', '音羽', 'OT-E5', 'オーディオ', 29_800, 12],
    ['1007', 'オーブンレンジ 30L', '白鷺', 'SO-30', 'キッチン家電', 64_800, 12],
    ['1008', 'エアコン 14畳用', 'かぜ工房', 'KZ-AC40', 'エアコン', 178_000, 24],
    ['1009', 'HDMIケーブル 2m', '朝日映像', 'AV-H2', 'アクセサリー', 1_980, 0],
    ['1010', 'ミラーレスカメラ', '北斗', 'HK-M7', 'カメラ', 278_000, 12],
    ['1011', '炊飯器 5.5合', '白鷺', 'SR-K10', 'キッチン家電', 42_800, 12],
    ['1012', 'タブレット 11型', '北斗', 'HK-T11', 'パソコン', 79_800, 12],
    ['1013', 'サウンドバー', '音羽', 'OT-S3', 'オーディオ', 38_000, 12],
    ['1014', '43型 4K液晶テレビ', '朝日映像', 'AV-43L20', 'テレビ', 89_800, 12],
  ]),
  midori: goods([
    ['1001', '電動アシスト自転車 26型', '山河', 'YG-26E', '電動自転車', 158_000, 24],
    ['1002', 'クロスバイク 700C', '山河', 'YG-700', 'スポーツ自転車', 68_000, 12],
    ['1003', '子ども乗せ電動自転車', '山河', 'YG-KIDS', '電動自転車', 178_000, 24],
    ['1004', '自転車用ヘルメット', '朝凪', 'AN-H1', '用品', 8_800, 0],
    ['1005', 'LEDライト', '朝凪', 'AN-L2', '用品', 3_980, 6],
    ['1006', 'ロードバイク カーボン', '山河', 'YG-R7C', 'スポーツ自転車', 328_000, 12],
    ['1007', '折りたたみ自転車 20型', '山河', 'YG-F20', 'スポーツ自転車', 54_800, 12],
    ['1008', '電動ミニベロ 20型', '山河', 'YG-20E', '電動自転車', 138_000, 24],
    ['1009', 'U字ロック', '朝凪', 'AN-K5', '用品', 5_480, 0],
    ['1010', '子ども用自転車 18型', '山河', 'YG-J18', '子ども用自転車', 26_800, 12],
  ]),
}
