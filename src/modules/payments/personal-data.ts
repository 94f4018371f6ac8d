import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import { bucketOf, publicId } from '#platform/ids.ts'
import { paperMoney } from '#platform/paper.ts'
import type { PersonalData } from '#platform/personal-data.ts'
import { hasOpenPayments, listAccounts, listMandates } from './account-queries.ts'
import { forgetAccounts } from './account-writes.ts'
import { balancesOf, listEntries } from './deposits.ts'
import { accountBusy } from './errors.ts'
import type { AccountView } from './schemas.ts'
import { accountViews, mandateViews } from './views.ts'

type Entry = z.input<typeof AccountView> & {
  mandates: Awaited<ReturnType<typeof mandateViews>>
  entries: { kind: string; amount: number; balance: number; at: string }[]
}

const words = {
  ja: { label: '表示名', opened: '登録日時', balance: '残高', mandate: '事前の同意', entry: '入出金' },
  en: { label: 'Label', opened: 'Opened', balance: 'Balance', mandate: 'Mandate', entry: 'Entry' },
}

/**
 * Accounts to pay from: they are closed, and what leads to a card or was written on them goes. What was paid stays
 * without the person. A deposit that is left is counted in the preview; the bank pays it out by hand. What providers
 * sent about payments can name the person too: it is sealed under the process's keys, nothing leads from a person to it,
 * and it goes by itself 30 days after it was worked on (`prune-provider-events.ts`), erasure or not.
 */
export const paymentsPersonalData: PersonalData<Entry> = {
  name: 'accounts',
  errors: [accountBusy],
  title: { ja: '支払口座', en: 'Payment accounts' },
  async *export(ctx, db, people) {
    const views = await accountViews(ctx, people)
    for (const row of await listAccounts(db, people)) {
      const view = views.find(({ id }) => id === publicId('pac', row.id))
      if (!view) continue
      const entries = []
      for (let after: number | undefined; ;) {
        const rows = await listEntries(db, row.id, after, 500)
        entries.push(...rows.slice(0, 500).map(({ version: _version, ...entry }) => entry))
        if (rows.length <= 500) break
        after = rows[499]?.version
      }
      yield { ...view, mandates: await mandateViews(ctx, row.id), entries }
    }
  },
  onPaper(entry, language) {
    const t = words[language]
    const money = (amount: number) => paperMoney(amount, entry.currency)
    return {
      heading: entry.identifier,
      facts: [
        [t.label, entry.label],
        [t.opened, entry.createdAt],
        ...(entry.balance === null ? [] : [[t.balance, money(entry.balance)] as [string, string]]),
        ...entry.mandates.map((mandate): [string, string] => [
          t.mandate,
          `${mandate.store.name} ${money(mandate.perPayment)} / ${money(mandate.perDay)}`,
        ]),
        ...entry.entries.map(({ at, amount }): [string, string] => [t.entry, `${at} ${money(amount)}`]),
      ],
    }
  },
  async preview(_ctx, db, people) {
    const rows = await listAccounts(db, people)
    const balances = await balancesOf(
      db,
      rows.map((row) => row.id),
    )
    return {
      goes: [{ what: 'payment_account', count: rows.length }],
      stays: [{ what: 'deposit', count: [...balances.values()].filter((balance) => balance > 0).length }],
      contracts: [],
      claims: [],
    }
  },
  async erase(tx, ctx, people) {
    const storeIds: string[] = []
    for (const { id } of await listAccounts(tx, people)) {
      if (await hasOpenPayments(tx, id)) throw accountBusy()
      for (const mandate of await listMandates(tx, id)) storeIds.push(mandate.store_id)
    }
    const ids = await forgetAccounts(tx, people, ctx.clock.now())
    await audit(
      tx,
      ctx,
      ...ids.map((id) => ({
        bucket: bucketOf(id),
        organisationId: null,
        entity: 'payment_account',
        entityId: id,
        after: { closed: true, reason: 'person_erased' },
      })),
    )
    return { storeIds }
  },
}
