export const ja = {
  title: '事業者コンソール',
  enrolLead: (v: { name: string }) =>
    `${v.name}さん、はじめてのサインインです。コンソールでは、確認コードのほかに認証アプリのコードが要ります。Google Authenticator や 1Password などの認証アプリをご用意ください。`,
}
