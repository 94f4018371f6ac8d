export const ja = {
  email: 'メールアドレス',
  role: '役割',
  scopes: 'できること',
  preferences: '表示',
  leave: '終わるとき',
}
