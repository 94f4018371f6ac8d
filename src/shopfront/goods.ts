import { demoCatalogues } from '#src/demo/catalogues.ts'

/** What people read, in the three languages of the pages. */
export type Words = { ja: string; en: string; zh: string }
export type Good = {
  code: string
  name: Words
  about: Words
  maker: string
  model: string
  category: { key: string; name: Words }
  price: number
  makerWarrantyMonths: number
}

const categories: Record<string, Words> = {
  テレビ: { ja: 'テレビ', en: 'Televisions', zh: '电视' },
  洗濯機: { ja: '洗濯機', en: 'Washing machines', zh: '洗衣机' },
  冷蔵庫: { ja: '冷蔵庫', en: 'Refrigerators', zh: '冰箱' },
  掃除機: { ja: '掃除機', en: 'Vacuum cleaners', zh: '吸尘器' },
  パソコン: { ja: 'パソコン', en: 'Computers', zh: '电脑' },
  オーディオ: { ja: 'オーディオ', en: 'Audio', zh: '音响' },
  キッチン家電: { ja: 'キッチン家電', en: 'Kitchen', zh: '厨房电器' },
  エアコン: { ja: 'エアコン', en: 'Air conditioners', zh: '空调' },
  アクセサリー: { ja: 'アクセサリー', en: 'Accessories', zh: '配件' },
  カメラ: { ja: 'カメラ', en: 'Cameras', zh: '相机' },
  電動自転車: { ja: '電動自転車', en: 'Electric bicycles', zh: '电动自行车' },
  スポーツ自転車: { ja: 'スポーツ自転車', en: 'Sports bicycles', zh: '运动自行车' },
  子ども用自転車: { ja: '子ども用自転車', en: 'Children’s bicycles', zh: '儿童自行车' },
  用品: { ja: '用品', en: 'Accessories', zh: '骑行用品' },
}

type Text = readonly [en: string, zh: string, about: Words]

/** The goods as the shop's own catalogue has them, with the words that only its pages need. */
function shelved(catalogue: string, texts: Record<string, Text>): Good[] {
  return (demoCatalogues[catalogue] ?? []).map((good) => {
    const [en, zh, about] = texts[good.code] ?? [good.name, good.name, { ja: '', en: '', zh: '' }]
    const key = good.category ?? ''
    return {
      code: good.code,
      name: { ja: good.name, en, zh },
      about,
      maker: good.maker ?? '',
      model: good.model ?? '',
      category: { key, name: categories[key] ?? { ja: key, en: key, zh: key } },
      price: good.price ?? 0,
      makerWarrantyMonths: good.makerWarrantyMonths ?? 0,
    }
  })
}

const about = (ja: string, en: string, zh: string): Words => ({ ja, en, zh })

export const electronicGoods = shelved('hikari', {
  1001: [
    '55-inch 4K OLED television',
    '55 英寸 4K 有机 EL 电视',
    about('暗い場面まで見える有機EL', 'Dark scenes stay readable', '暗部细节清晰可见'),
  ],
  1002: [
    'Drum washer-dryer, 12 kg',
    '滚筒洗烘一体机 12 公斤',
    about(
      '洗濯から乾燥まで一台で、3時間',
      'Washed and dried by one machine in three hours',
      '一台完成洗涤烘干，约 3 小时',
    ),
  ],
  1003: [
    'Fridge-freezer, 500 L',
    '冷藏冷冻冰箱 500 升',
    about('4人家族の一週間分が入ります', 'Room for a week’s food for four', '可容纳四口之家一周的食材'),
  ],
  1004: [
    'Cordless vacuum cleaner',
    '无线吸尘器',
    about('1.3kgで、階段も片手で', 'At 1.3 kg, one hand does the stairs', '仅 1.3 公斤，单手清扫楼梯'),
  ],
  1005: [
    '14-inch laptop',
    '14 英寸笔记本电脑',
    about('一日使える電池、1.1kg', 'A day on one charge, 1.1 kg', '续航一整天，重 1.1 公斤'),
  ],
  1006: [
    'Wireless earphones',
    '无线耳机',
    about('電車の中でも、小さな音量で', 'Quiet enough for the train', '地铁里也能小音量聆听'),
  ],
  1007: [
    'Oven and microwave, 30 L',
    '微波烤箱 30 升',
    about('温めも、パンも、グラタンも', 'Reheats, bakes and browns', '加热、烘焙、烤制样样行'),
  ],
  1008: [
    'Air conditioner for 23 m²',
    '空调 适用 23 平方米',
    about('標準の取り付け工事を含みます', 'Standard installation included', '含标准安装'),
  ],
  1009: ['HDMI cable, 2 m', 'HDMI 线 2 米', about('4K 120Hzに対応', 'Carries 4K at 120 Hz', '支持 4K 120Hz')],
  1010: [
    'Mirrorless camera',
    '无反相机',
    about('手ぶれに強く、夜もきれいに', 'Steady hands not required, even at night', '防抖出色，夜景也清晰'),
  ],
  1011: [
    'Rice cooker, 1 L',
    '电饭煲 5.5 合',
    about('圧力で、粒の立ったごはん', 'Cooks under pressure, grain by grain', '压力烹煮，粒粒分明'),
  ],
  1012: [
    '11-inch tablet',
    '11 英寸平板电脑',
    about('ペンで書ける、軽い一枚', 'Light, and takes a pen', '轻薄，支持手写笔'),
  ],
  1013: [
    'Sound bar',
    '条形音箱',
    about('テレビの声が聞き取りやすく', 'Voices on the television, clearly', '让电视人声更清晰'),
  ],
  1014: [
    '43-inch 4K television',
    '43 英寸 4K 液晶电视',
    about('寝室や一人暮らしにちょうどよく', 'The right size for a smaller room', '适合卧室与独居'),
  ],
})

export const bicycleGoods = shelved('midori', {
  1001: [
    'Electric bicycle, 26-inch',
    '电动助力自行车 26 英寸',
    about('一回の充電で70km', '70 km on one charge', '一次充电可骑 70 公里'),
  ],
  1002: [
    'Cross bike, 700C',
    '城市运动车 700C',
    about('通勤も週末も、軽い走り', 'Light for work and weekends', '通勤与周末都轻快'),
  ],
  1003: [
    'Electric bicycle with child seat',
    '带儿童座椅的电动自行车',
    about('低い重心で、止まっても安定', 'Low and steady, also at a stop', '重心低，停车也稳'),
  ],
  1004: [
    'Bicycle helmet',
    '自行车头盔',
    about('260g、大きさを調整できます', '260 g, adjustable', '260 克，可调节'),
  ],
  1005: [
    'LED front light',
    'LED 前灯',
    about('USB充電、雨でも点きます', 'Charges by USB, works in rain', 'USB 充电，雨天可用'),
  ],
  1006: [
    'Carbon road bike',
    '碳纤维公路车',
    about('7.8kg、長い坂のために', '7.8 kg, for long climbs', '7.8 公斤，为长坡而生'),
  ],
  1007: [
    'Folding bicycle, 20-inch',
    '折叠自行车 20 英寸',
    about('電車にも、車にも載せて', 'Goes on trains and into cars', '可带上电车和汽车'),
  ],
  1008: [
    'Electric mini velo, 20-inch',
    '电动小径车 20 英寸',
    about('小さくても坂に強い', 'Small, and good at hills', '小巧却善爬坡'),
  ],
  1009: [
    'U-lock',
    'U 型锁',
    about('焼き入れ鋼、鍵は3本', 'Hardened steel, three keys', '淬火钢，配三把钥匙'),
  ],
  1010: [
    'Children’s bicycle, 18-inch',
    '儿童自行车 18 英寸',
    about('5歳から8歳くらいまで', 'For about five to eight years', '适合 5 至 8 岁'),
  ],
})
