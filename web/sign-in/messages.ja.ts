export const ja = {
  lead: 'スタッフとして登録されたメールアドレスに、確認コードを送ります。パスワードは要りません。',
  email: 'メールアドレス',
  emailRequired: 'メールアドレスを入力してください。',
  emailWrong: 'メールアドレスの形式が違います。例: hanako@example.jp',
  send: '確認コードを送る',
  sentTo: (v: { to: string }) =>
    `${v.to} に確認コードを送りました。届かないときは、スタッフとして登録されたアドレスかをお確かめください。`,
  submit: 'サインイン',
  change: 'アドレスを変える',
  factorLead: (v: { name: string }) => `${v.name}さん、認証アプリに表示されているコードを入力してください。`,
  appCode: '認証アプリのコード',
  recoveryCode: 'リカバリーコード',
  recoveryHint: '登録のときに控えた10個のうち、まだ使っていない1つ',
  useRecovery: 'リカバリーコードを使う',
  useDevice: '認証アプリのコードを使う',
  mailbox:
    '開発環境ではメールは送られません。確認コードは郵便受けに届きます。お試し用のスタッフの認証アプリのコードもそこに表示されます。',
  mailboxLink: '郵便受けを開く',
}
