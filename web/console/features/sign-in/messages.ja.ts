export const ja = {
  title: '事業者コンソール',
  lead: 'スタッフとして登録されたメールアドレスに、確認コードを送ります。パスワードは要りません。',
  email: 'メールアドレス',
  emailRequired: 'メールアドレスを入力してください。',
  emailWrong: 'メールアドレスの形式が違います。例: hanako@example.jp',
  send: '確認コードを送る',
  sentTo: (v: { to: string }) =>
    `${v.to} に確認コードを送りました。届かないときは、スタッフとして登録されたアドレスかをお確かめください。`,
  submit: 'サインイン',
  change: 'アドレスを変える',
  mailbox: '開発環境ではメールは送られません。確認コードは郵便受けに届きます。',
  mailboxLink: '郵便受けを開く',
}
