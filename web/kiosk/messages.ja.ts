export const ja = {
  title: 'クーポンを選ぶ',
  'door.signIn': 'スタッフのサインインが必要です',
  'door.signInText':
    'この端末でコンソールにサインインすると、お客様がクーポンを選べる画面になります。サインインしたあと、この画面に戻ってください。',
  'door.console': 'コンソールにサインインする',
  'door.again': 'もう一度確かめる',
  'door.lack': 'この画面を開くには、会計の権限が必要です。店長か管理者にお願いしてください。',
  'door.store': '店舗を選んでください',
  'door.storeText': 'この端末を置く店舗です。',
  'door.noStores': '扱える店舗がありません。',

  'welcome.title': '会員コードをかざしてください',
  'welcome.text':
    'この店で使えるクーポンを選べます。選んだクーポンは、お支払いのときに自動で割り引かれます。',
  'welcome.how': 'スマートフォンのウォレットで「支払う」を開き、QRコードをここに見せてください。',
  'welcome.camera': 'カメラの映像',
  'welcome.noCamera': 'カメラを使えません。読み取り機にQRコードをかざしてください。',
  'welcome.reading': '読み取っています',
  'welcome.over': '時間が過ぎたため、最初の画面に戻りました。',

  'choose.hello': (v: { name: string }) => `${v.name} 様`,
  'choose.title': 'お支払いで使うクーポンを選んでください',
  'choose.account': 'お支払いの口座',
  'choose.noAccount':
    '支払う口座がまだないため、クーポンを選べません。スマートフォンのウォレットで口座を追加してください。',
  'choose.none': 'この店でいま使えるクーポンはありません。',
  'choose.count': (v: { count: number }) => `${v.count}枚を選択中`,
  'choose.confirm': '決める',
  'choose.end': '終わる',
  'choose.together': 'ほかのクーポンと一緒に使えます',
  'choose.alone': '1枚だけで使います。いちばん安くなるものが選ばれます',

  'done.title': 'クーポンを選びました',
  'done.text': (v: { count: number }) =>
    v.count === 0
      ? 'クーポンは使われません。'
      : v.count === 1
        ? 'お支払いのときに、自動で使われます。'
        : `選んだ${v.count}枚から、いちばん安くなる使い方で、お支払いのときに自動で使われます。`,
  'done.next': (v: { seconds: number }) => `あと${v.seconds}秒で最初の画面に戻ります`,
  'idle.title': '続けますか',
  'idle.text': (v: { seconds: number }) => `操作がないため、あと${v.seconds}秒で終わります。`,
  'idle.stay': '続ける',
}
