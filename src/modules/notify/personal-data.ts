import { contactsOf } from '#modules/identity/index.ts'
import { dropMessages, recipientBucket, recipientHash } from '#platform/messages.ts'
import type { PersonalData } from '#platform/personal-data.ts'
import { countMailbox, listMailbox } from './mailbox.ts'
import { removeMailboxOf } from './writes.ts'

type Entry = { channel: string; to: string; subject: string; text: string; at: string }

/** The newest kept messages to one contact that an export holds; what was sent by mail is not kept at all. */
const mostMessages = 1000

const words = {
  ja: { to: '宛先', at: '送信日時', text: '本文' },
  en: { to: 'To', at: 'Sent', text: 'Text' },
}

/** Messages: those that are kept, and those that wait to be sent. */
export const notifyPersonalData: PersonalData<Entry> = {
  name: 'messages',
  errors: [],
  title: { ja: 'メッセージ', en: 'Messages' },
  async *export(ctx, db, people) {
    for (const { mode, ...to } of await contactsOf(db, ctx, people)) {
      for (const { mode: ofMessage, ...message } of await listMailbox(db, ctx, { to, limit: mostMessages }))
        // The same address may be that of a live and of a test person, who know nothing of each other.
        if (ofMessage === mode) yield message
    }
  },
  onPaper(entry, language) {
    const t = words[language]
    return {
      heading: entry.subject,
      facts: [
        [t.to, entry.to],
        [t.at, entry.at],
        [t.text, entry.text],
      ],
    }
  },
  async preview(ctx, db, people) {
    const count = await countMailbox(db, ctx, await contactsOf(db, ctx, people))
    return { goes: [{ what: 'message', count }], stays: [], contracts: [], claims: [] }
  },
  async erase(tx, ctx, people) {
    const contacts = await contactsOf(tx, ctx, people)
    await removeMailboxOf(
      tx,
      contacts.map((to) => ({ bucket: recipientBucket(ctx, to), hash: recipientHash(ctx, to) })),
    )
    await dropMessages(tx, ctx, contacts)
    return { storeIds: [] }
  },
}
