import { setNonce } from 'get-nonce'

/** The nonce of this page's content security policy, as the server wrote it into the template. */
export function pageNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
}

/** Hands the nonce to the scroll lock of Mantine's dialogs, which puts a style element into the page. */
export function giveNonce(): void {
  const nonce = pageNonce()
  if (nonce) setNonce(nonce)
}
