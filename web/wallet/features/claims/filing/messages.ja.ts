export const ja = {
  title: '保証の申請',
  stepOf: (v: { step: number; steps: number }) => `${v.steps}段階のうち${v.step}`,
  next: '次へ',
  back: '前へ',
  startOver: '入力を消してやり直す',
  startOverText: 'ここまでに入力した内容と、選んだ写真が消えます。',
  required: '選んでください。',
  requiredText: '入力してください。',

  'what.title': '何が起きましたか',
  'what.cause': '起きたこと',
  'what.natural_failure': '普通に使っていて、調子が悪くなった',
  'what.natural_failureHint': '電源が入らない、音が出ないなど（自然故障）',
  'what.physical_damage': '落とした、ぶつけた、ぬらした',
  'what.physical_damageHint': '画面の割れ、水こぼしなど（物損）',
  'what.fault': '近い症状',

  'when.title': 'いつのことですか',
  'when.day': '起きた日、または気づいた日',
  'when.dayHint': 'はっきりしないときは、気づいた日で構いません。',
  'when.future': '今日より後の日は選べません。',
  'when.serial': '製造番号',
  'when.serialHint': '本体や箱に書かれています。分からないときは空欄で構いません。',

  'exclusions.title': '次にあてはまりますか',
  'exclusions.lead': '約款で保証の対象外とされていることです。あてはまるものをすべて選んでください。',
  'exclusions.none': 'どれにもあてはまらない',
  'exclusions.required': 'あてはまるもの、または「どれにもあてはまらない」を選んでください。',

  'description.title': 'くわしい様子',
  'description.label': 'どんなときに、どうなりますか',
  'description.hint':
    '例: 昨日の夜から電源が入りません。ランプは点きますが、画面は暗いままです。コンセントを替えても同じでした。',

  'photos.title': '写真',
  'photos.lead': (v: { most: number }) =>
    `壊れたところや全体の写真があると、確認が早く進みます。なくても申請できます。${v.most}枚まで。`,
  'photos.take': '撮影する',
  'photos.choose': '写真を選ぶ',
  'photos.kept': '写真は申請のときに送ります。それまでは、この画面を開いている間だけ保たれます。',
  'photos.count': (v: { count: number; most: number }) => `${v.count} / ${v.most}枚`,
  'photos.one': (v: { n: number }) => `写真${v.n}`,
  'photos.remove': (v: { n: number }) => `写真${v.n}を外す`,
  'photos.sending': (v: { share: number }) => `送信中 ${v.share}%`,
  'photos.sent': '送信済み',
  'photos.chosen': '送信前',
  'photos.refused': '送れませんでした',
  'photos.retry': 'もう一度送る',
  'photos.noPreview': '表示できない形式',
  'photos.keepOpen': '写真を送っています。終わるまで、この画面を閉じないでください。',
  'photos.allSent': (v: { count: number }) => `写真${v.count}枚を送りました。`,
  'photos.someFailed': '送れなかった写真があります。理由を確かめて、もう一度送るか外してください。',
  'photos.more': '写真を追加する',

  'check.title': '内容の確認',
  'check.waiting': '保証の対象になるかを確かめています',
  'check.ok': '申請できます',
  'check.okText':
    '約款に照らして、いまの内容に問題はありません。このあとお店が状態を確かめて、最終の判断をします。',
  'check.refused': '今の内容では申請できません',
  'check.clause': '根拠となる条項',
  'check.now': '今できること',
  'check.change': '入力を直す',
  'check.toClaims': '申請の一覧を見る',
  'check.left': '残りの上限',
  'check.yours': '申請の内容',
  'check.edit': (v: { what: string }) => `${v.what}を直す`,
  'check.editShort': '直す',
  'check.none': 'なし',
  'check.unknown': '入力なし',
  'check.photos': (v: { count: number }) => `${v.count}枚`,
  'check.submit': 'この内容で申請する',

  'filed.title': '申請を受け付けました',
  'filed.number': '受付番号',
  'filed.numberHint': 'お問い合わせのときに、この番号をお伝えください。',
  'filed.follow': '申請の状況を見る',
  'filed.photos': '写真の送信',

  'now.warranty_number_unknown': '保証書やメールにある保証番号を、もう一度お確かめください。',
  'now.person_mismatch': '購入のときにお店へ伝えた連絡先で、もう一度お試しください。',
  'now.product_mismatch': '申請したい商品の保証を選び直してください。',
  'now.serial_mismatch':
    '本体の製造番号を確かめて入力し直してください。本体を交換したことがあるときは、お店にご連絡ください。',
  'now.contract_not_in_force':
    '保証の状態を保証のページでお確かめください。心当たりがないときは、お店にご連絡ください。',
  'now.cover_not_begun': 'その時期はメーカー保証を使える場合があります。メーカーかお店にご相談ください。',
  'now.cover_over':
    '有料での修理を、お店にご相談ください。起きた日が違うときは、直してもう一度お確かめください。',
  'now.cause_not_covered':
    '起きたことや日付が違うときは、直してもう一度お確かめください。合っているときは、メーカー保証か有料の修理をお店にご相談ください。',
  'now.excluded':
    '選び間違いのときは、直してもう一度お確かめください。判断に迷うときは、お店にご相談ください。',
  'now.limit_used_up':
    '上限が戻る日があるプランもあります。保証のページで残りの上限をお確かめのうえ、有料の修理をお店にご相談ください。',
  'now.claims_used_up': '保証のページで回数をお確かめのうえ、有料の修理をお店にご相談ください。',
  'now.claim_already_open':
    'すでにある申請の状況をご覧ください。別の不具合のときは、症状を選び直してください。',
  'now.waiting_days': 'メーカー保証や、購入したお店の初期不良の対応をお確かめください。',
}
