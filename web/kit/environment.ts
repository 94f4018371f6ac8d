/** Whether the server that gave this page is one for development or tests, with a mailbox of its own. */
export function isDevelopment(): boolean {
  return document.querySelector<HTMLMetaElement>('meta[name="mamori-env"]')?.content !== 'production'
}
