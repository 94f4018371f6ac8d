export type ContactKind = 'email' | 'phone'
export type TypedContact = { kind: ContactKind; value: string }

/** What is wrong with a contact as typed, by the name of its message; the server has the last word. */
export function contactFault({ kind, value }: TypedContact) {
  const text = value.trim()
  if (kind === 'email') {
    if (text === '') return 'contact.emailRequired' as const
    return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? null : ('contact.emailWrong' as const)
  }
  if (text === '') return 'contact.phoneRequired' as const
  return text.normalize('NFKC').replace(/\D/g, '').length >= 8 ? null : ('contact.phoneWrong' as const)
}

/** A Japanese number as people here write it; everything else as it is. */
export function shownContact(value: string): string {
  return value.replace(/^\+81(\d0)(\d{4})(\d{4})$/, '0$1-$2-$3')
}

/** As the API takes it. */
export function contactInput({ kind, value }: TypedContact): { email: string } | { phone: string } {
  const text = value.normalize('NFKC').trim()
  return kind === 'email' ? { email: text } : { phone: text }
}
