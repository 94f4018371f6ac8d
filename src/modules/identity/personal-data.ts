import type { z } from 'zod'
import { publicId } from '#platform/ids.ts'
import type { PersonalData } from '#platform/personal-data.ts'
import { personView } from './people.ts'
import { findPurchaser, listBuyerSessions, listContacts, listLinks } from './queries.ts'
import type { PersonView } from './schemas.ts'
import { endBuyerSignIns } from './sessions.ts'
import { erasePurchasers } from './writes.ts'

type Entry = z.input<typeof PersonView> & {
  linkedIds: string[]
  sessions: { createdAt: string; expiresAt: string; ip: string | null; browser: string | null }[]
}

const words = {
  ja: { name: '氏名', address: '住所', code: '会員コード', contact: '連絡先', session: 'サインイン' },
  en: { name: 'Name', address: 'Address', code: 'Member code', contact: 'Contact', session: 'Sign-in' },
}

/**
 * The person: everything goes, and first of all the key under which all modules sealed what they know. What stays is
 * the bare id with its member code, so that neither is ever given to somebody else.
 */
export const ownPersonalData: PersonalData<Entry> = {
  name: 'person',
  errors: [],
  title: { ja: '登録内容', en: 'Account' },
  async *export(ctx, db, people) {
    for (const id of people) {
      const person = await personView(db, ctx, id)
      const links = await listLinks(db, id)
      const sessions = await listBuyerSessions(db, id)
      yield { ...person, linkedIds: links.map((linked) => publicId('per', linked)), sessions }
    }
  },
  onPaper(entry, language) {
    const t = words[language]
    return {
      heading: entry.id,
      facts: [
        [t.name, entry.name ?? ''],
        [t.address, entry.address ?? ''],
        [t.code, entry.memberCode],
        ...entry.contacts.map((contact): [string, string] => [t.contact, contact.value]),
        ...entry.sessions.map((session): [string, string] => [
          t.session,
          [session.createdAt, session.ip, session.browser].filter((part) => part).join(' · '),
        ]),
      ],
    }
  },
  async preview(_ctx, db, people) {
    const count = { contact: 0, name: 0, address: 0, sign_in: 0, link: people.length - 1 }
    for (const id of people) {
      const person = await findPurchaser(db, id)
      count.contact += (await listContacts(db, id)).length
      count.name += person?.nameSealed ? 1 : 0
      count.address += person?.addressSealed ? 1 : 0
      count.sign_in += (await listBuyerSessions(db, id)).length
    }
    const goes = Object.entries(count).map(([what, n]) => ({ what: what as keyof typeof count, count: n }))
    return { goes, stays: [], contracts: [], claims: [] }
  },
  async erase(tx, ctx, people) {
    await endBuyerSignIns(tx, people)
    await erasePurchasers(tx, people, ctx.clock.now())
    return { storeIds: [] }
  },
}
